/** GSS code of the council whose own documents are held (sources lcc_…): those tables name no authority. */
export const DOCUMENTED_COUNCIL = "E10000018";
