import { defineReport } from "@poundwise/contracts";
import { compareCostInputs } from "./cost_effectiveness/cost-inputs.ts";
import { compareGroups } from "./cost_effectiveness/comparator-groups.ts";
import { explainRank } from "./cost_effectiveness/contributions.ts";
import { readEvidence, TABLES_READ, type Reader } from "./cost_effectiveness/evidence.ts";
import { listIndicators } from "./cost_effectiveness/indicators.ts";
import { sayMainFindings } from "./cost_effectiveness/main-findings.ts";
import { explainMethod } from "./cost_effectiveness/method.ts";
import { showRanking } from "./cost_effectiveness/ranking.ts";
import { showReconciliation } from "./cost_effectiveness/reconciliation.ts";
import { showSavings } from "./cost_effectiveness/savings.ts";
import { showUnitCosts } from "./cost_effectiveness/unit-costs.ts";
import { nameInSentence } from "./cost_effectiveness/words.ts";

/**
 * Cost effectiveness and productivity of one council: its rank with how sure it is and what may be claimed, on both cost
 * inputs and in every comparator group; what moves the rank; unit costs; savings and gap; and the council's published
 * figures worked out again. Reads one publication and asserts nothing that the publication does not hold.
 */
export default defineReport<Reader>({
  id: "cost_effectiveness",
  title: "Cost effectiveness",
  build: async (context) => {
    const evidence = await readEvidence(context);
    const { council, group, ranking } = evidence;
    const { publication } = context;
    return {
      id: "cost_effectiveness",
      title: `Cost effectiveness of ${council.name}`,
      subtitle: `Outcomes, costs, savings and published figures, compared with ${nameInSentence(group.name)}`,
      language: "en-GB",
      publication,
      methodId: ranking[0]?.method_id ?? null,
      synthetic: TABLES_READ.some((table) => publication.syntheticTables.includes(table)),
      sections: [
        sayMainFindings(evidence),
        compareCostInputs(evidence),
        showRanking(evidence),
        explainRank(evidence),
        compareGroups(evidence),
        showUnitCosts(evidence),
        showSavings(evidence),
        showReconciliation(evidence),
        listIndicators(evidence),
        explainMethod(evidence),
      ],
    };
  },
});
