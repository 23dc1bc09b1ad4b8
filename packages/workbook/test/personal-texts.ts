/**
 * Made-up payees and descriptions in the style of payment lists, with what must be masked. Every person, number and address
 * is invented: telephone numbers are from the ranges Ofcom keeps for drama, e-mail domains are reserved ones.
 */
export interface LabelledText {
  readonly text: string;
  /** The personal details in it; none for texts that must stay as they are. */
  readonly secrets: readonly string[];
}

const persons = (names: string): LabelledText[] => toLines(names).map((text) => ({ text, secrets: [text] }));
const plain = (texts: string): LabelledText[] => toLines(texts).map((text) => ({ text, secrets: [] }));
const toLines = (texts: string): string[] =>
  texts
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export const PARTIES: readonly LabelledText[] = [
  ...persons(`
    Mr John Farthing
    MRS P OKAFOR
    Dr. S. Wren-Lewis
    Miss Tilly Marsh
    Mr & Mrs Pilgrim
    A Ali
    J. R. Thimble
    J.R. Thimble
    Thimble, John
    THIMBLE J
    Thimble J R
    Jane Mary Hartley
    SUSAN HARTLEY
    Mohammed Iqbal
    Priya Nair
    Katarzyna Nowak
    Piotr Zielinski
    Hartley Mrs S
    David O'Dowd
    Peter Smith-Jones
    Rev T Bellchamber
    Gurpreet Singh Gill
    Sian Prosser
    K Threadgold
    Nigel B Ormerod
  `),
  { text: "John Farthing T/A Swift Gutters", secrets: ["John Farthing"] },
  { text: "J Thimble trading as Thimble Tiling", secrets: ["J Thimble", "Thimble Tiling"] },
  ...plain(`
    A & A ELECTRICAL DISTRIBUTORS LTD
    A ANDREWS & SONS (MARBLES & TILES)
    4Front Security Ltd
    Leicestershire County Council
    Blaby District Council
    Barclays Bank PLC
    HM Revenue and Customs
    REDACTED PERSONAL DATA
    REDACTED COMMERCIAL CONFIDENTIALITY
    Redacted
    R
    NA
    John Lewis Partnership
    Arthur Andrews Coaches
    St Peter's C of E Primary School
    Thomas Estley Community College
    Mary Immaculate Catholic Academy
    Premier Licensed Private Hire
    Cherish UK Limited
    Royal Mail Group Ltd
    VLC (Stairlifts) Limited
    S J Taxis
    BT Business
    K2 Taxis
    Adam Bright Solicitors
    Age UK
    George Cox & Sons Ltd
    Healthlinc Individual Care Ltd
    Severn Trent Water
    Melton Mowbray Town Estate
    Charnwood Borough Council
    Capita
    Veolia ES
    Alpha One Travel
    Oxfam
    Foster Carers Fund
    Petty Cash Imprest
    Amazon
    E.ON
    Emma's Nursery
    Rolls Royce
    Tarmac Trading
  `),
];

export const DESCRIPTIONS: readonly LabelledText[] = [
  { text: "Refund to Mr J Thimble, overpaid council tax", secrets: ["J Thimble"] },
  { text: "MRS SUSAN HARTLEY RENT DEPOSIT", secrets: ["SUSAN HARTLEY"] },
  { text: "Direct payment for Jane Hartley week 12", secrets: ["Jane Hartley"] },
  { text: "DIRECT PAYMENT JANE HARTLEY WK 12", secrets: ["JANE HARTLEY"] },
  { text: "Transport for Dr Wren-Lewis", secrets: ["Wren-Lewis"] },
  { text: "Contact tilly.marsh@example.org about invoice", secrets: ["tilly.marsh@example.org"] },
  { text: "call 07700 900123 before delivery", secrets: ["07700 900123"] },
  { text: "tel. +44 7700 900456", secrets: ["+44 7700 900456"] },
  { text: "0116 496 0123 re boiler", secrets: ["0116 496 0123"] },
  { text: "(020) 7946 0018 caretaker", secrets: ["7946 0018"] },
  { text: "NI QQ123456C pension", secrets: [] },
  { text: "NI AB 12 34 56 C pension", secrets: ["AB 12 34 56 C"] },
  { text: "payroll ref ab123456c", secrets: ["ab123456c"] },
  { text: "Adaptation at 12 Elm Rise LE99 1ZZ", secrets: ["LE99 1ZZ"] },
  { text: "grab rail le99 1zz", secrets: ["le99 1zz"] },
  { text: "DOB 01/02/1943 home care", secrets: ["01/02/1943"] },
  { text: "born 3 May 1950, respite", secrets: ["3 May 1950"] },
  { text: "BACS 12-34-56 acc 12345678", secrets: ["12-34-56", "12345678"] },
  { text: "Taxi for Aisha Begum and Tom Reed", secrets: ["Aisha Begum", "Tom Reed"] },
  { text: "Mileage claim, Ms P. Okafor", secrets: ["Okafor"] },
  { text: "Mr. Peter Paul Ormerod - travel", secrets: ["Peter Paul Ormerod"] },
  { text: "Counselling (Sian Prosser)", secrets: ["Sian Prosser"] },
  ...plain(`
    CLIENTS LIFT REP & M - Service Charges 30/04/2026
    Inf - Main Works Con
    CASH DISCOUNT TAKEN - 5100511154
    EXT DOM CARE SPOT CO
    Home to school transport, Victoria Road
    Library books, Charlotte Street
    John Lewis Partnership vouchers
    Dr Barnardo's Homes grant
    St John Ambulance cover
    Invoice 01234/5678 of 12/04/2026
    Order 4500012345 line 10
    Batch 10-11-2024
    SUPP LIVING CONT
    Agency staff, week ending 14-Dec-2012
    Heather planting, Jubilee Park
    Grace period interest
    Mark up on stores
    Rose Cottage repairs
    Grant payment to parish council
    Period 13 accrual reversal
    Purchase card 0800 freephone number
    Statement 12345678
    VAT GB812311285
    Miss Selfridge Ltd uniforms
    Kelly Services temporary staff
    May Day event
    April Fool leaflet
    Highways DFT A6 resurfacing
    BS5 compliant signage
    Postage, second class
  `),
];
