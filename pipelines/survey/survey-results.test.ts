import type { Row } from "@poundwise/contracts";
import { createGenerator, loadLinearSolver, type LinearSolver } from "@poundwise/methods";
import { beforeAll, describe, expect, it } from "vitest";
import { toSurveyResults } from "./survey-results.ts";

const DISTRICTS = ["Blaby", "Charnwood", "Melton", "Not stated"];
const AGES = ["18-34", "35-54", "55+"];
const POINTS: readonly (readonly [string, string])[] = [
  ["all", "all"],
  ...DISTRICTS.map((name) => ["district", name] as const),
  ...AGES.map((name) => ["age_band", name] as const),
];

interface Person {
  readonly answer: number;
  readonly district: string;
  readonly age: string;
  readonly weight: number;
}

const belongs = (person: Person, [banner, point]: readonly [string, string]) =>
  banner === "all" || (banner === "district" ? person.district : person.age) === point;

/** Rows as core.survey_counts has them, for one question on a scale of five whose best two answers are favourable. */
function countPeople(people: readonly Person[], year = 2024, version = 1): Row[] {
  const measures = [
    { id: "favourable", order: 0, isCase: (answer: number) => answer <= 2 },
    ...[1, 2, 3, 4, 5].map((code) => ({
      id: `answer:${code}`,
      order: code,
      isCase: (answer: number) => answer === code,
    })),
  ];
  const add = (members: readonly Person[], power: number) =>
    members.reduce((sum, { weight }) => sum + weight ** power, 0);
  return POINTS.flatMap((point) => {
    const base = people.filter((person) => belongs(person, point));
    return measures.map(({ id, order, isCase }): Row => {
      const cases = base.filter(({ answer }) => isCase(answer));
      return {
        survey_year: year,
        question_id: "roads",
        question_version: version,
        question_kind: "likert",
        measure_id: id,
        measure_name: id,
        measure_order: order,
        is_favourable: id === "favourable" || order <= 2,
        banner: point[0],
        banner_point: point[1],
        asked_count: base.length,
        base_count: base.length,
        base_weight: add(base, 1),
        base_squared_weight: add(base, 2),
        case_count: cases.length,
        case_weight: add(cases, 1),
      };
    });
  });
}

function makePeople(seed: number, size: number): Person[] {
  const random = createGenerator(seed);
  const draw = (shares: readonly number[]) => {
    let left = random.nextShare();
    return Math.max(
      0,
      shares.findIndex((share) => (left -= share) < 0),
    );
  };
  return Array.from({ length: size }, () => ({
    answer: 1 + draw([0.08, 0.3, 0.3, 0.25, 0.07]),
    district: DISTRICTS[draw([0.4, 0.4, 0.15, 0.05])]!,
    age: AGES[draw([0.2, 0.5, 0.3])]!,
    weight: 0.5 + random.nextIndex(4) / 2,
  }));
}

const QUESTIONS = [1, 2].map((version): Row => ({
  question_id: "roads",
  question_version: version,
  is_comparable: version === 1,
}));
const evaluate = (counts: Row[]) => toSurveyResults(counts, QUESTIONS);
const find = (results: readonly Row[], measure: string, point: string, year = 2024) =>
  results.find((row) => row["measure_id"] === measure && row["banner_point"] === point && row["survey_year"] === year)!;

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadLinearSolver();
});

describe("results of a survey", () => {
  const results = evaluate(countPeople(makePeople(7, 400)));

  it("are weighted shares with an interval, the base as it is and as it weighs", () => {
    const row = find(results, "favourable", "all");
    expect(row).toMatchObject({ base_count: 400, value_status: "ok", suppression_reason: null });
    expect(row["effective_base_count"]).toBeLessThan(400);
    expect(row["lower_pct"]).toBeLessThan(Number(row["result_pct"]));
    expect(row["upper_pct"]).toBeGreaterThan(Number(row["result_pct"]));
  });

  it("show no count of one to four", () => {
    for (const row of results) {
      for (const column of ["base_count", "case_count"]) {
        const count = row[column] as number | null;
        expect(count === null || count === 0 || count >= 5, JSON.stringify(row)).toBe(true);
      }
    }
  });

  it("of fewer than ten respondents are not shown, of fewer than thirty are marked", () => {
    const rows = evaluate(
      countPeople([
        ...makePeople(3, 300).filter(({ district }) => district === "Blaby" || district === "Charnwood"),
        ...makePeople(4, 8).map((person) => ({ ...person, district: "Melton" })),
        ...makePeople(5, 28).map((person) => ({ ...person, district: "Not stated" })),
      ]),
    );
    expect(find(rows, "favourable", "Melton")).toMatchObject({
      value_status: "suppressed",
      suppression_reason: "small_base",
      result_pct: null,
    });
    const marks = rows.filter((row) => row["banner_point"] === "Not stated" && row["value_status"] !== "suppressed");
    expect(marks.map((row) => row["value_status"])).toContain("unreliable");
    expect(marks.map((row) => row["value_status"])).not.toContain("ok");
  });

  it("leave an attacker who adds and subtracts what is shown room in every hidden count", () => {
    for (const seed of [1, 2, 3]) {
      const counts = countPeople(makePeople(seed, 120 + 60 * seed));
      const shown = evaluate(counts);
      const hidden = boundHidden(shown, counts);
      expect(hidden.length).toBeGreaterThan(5);
      for (const { name, truth, least, most } of hidden) {
        expect(least, name).toBeLessThanOrEqual(truth + 1e-6);
        expect(most, name).toBeGreaterThanOrEqual(truth - 1e-6);
        expect(most - least, name).toBeGreaterThan(1e-6);
      }
    }
  });
});

describe("the change on the survey before", () => {
  const earlier = makePeople(11, 500);
  const later = makePeople(12, 500).map((person, index) => (index % 3 === 0 ? { ...person, answer: 4 } : person));

  it("has an interval and a verdict", () => {
    const rows = evaluate([...countPeople(earlier, 2023), ...countPeople(later, 2024)]);
    const row = find(rows, "favourable", "all");
    expect(row).toMatchObject({ previous_survey_year: 2023, change_verdict: "lower" });
    expect(Number(row["change_pct"])).toBeCloseTo(
      Number(row["result_pct"]) - Number(find(rows, "favourable", "all", 2023)["result_pct"]),
      9,
    );
    expect(row["change_upper_pct"]).toBeLessThan(0);
  });

  it("is not made where the question changed its wording", () => {
    const rows = evaluate([...countPeople(earlier, 2023), ...countPeople(later, 2024, 2)]);
    expect(find(rows, "favourable", "all")).toMatchObject({ change_pct: null, change_verdict: "not comparable" });
  });

  it("of the first survey is none", () => {
    const rows = evaluate(countPeople(earlier, 2023));
    expect(find(rows, "favourable", "all", 2023)).toMatchObject({ previous_survey_year: null, change_verdict: null });
  });
});

/** Least and most of every hidden count, from the rows that readers get and the way the question adds up. */
function boundHidden(shown: readonly Row[], counts: readonly Row[]) {
  const names = new Map<string, { readonly known: number | null; readonly truth: number }>();
  for (const [index, row] of shown.entries()) {
    const point = `${String(row["banner"])}|${String(row["banner_point"])}`;
    const truth = counts[index]!;
    const entry = (known: unknown, from: unknown) => ({ known: known as number | null, truth: from as number });
    names.set(`${String(row["measure_id"])}|${point}`, entry(row["case_count"], truth["case_count"]));
    names.set(`base|${point}`, entry(row["base_count"], truth["base_count"]));
  }
  const points = POINTS.map((point) => point.join("|"));
  const rows = ["base", "favourable", ...[1, 2, 3, 4, 5].map((code) => `answer:${code}`)];
  const down = points.flatMap((point) => [
    { total: `base|${point}`, parts: [1, 2, 3, 4, 5].map((code) => `answer:${code}|${point}`) },
    { total: `favourable|${point}`, parts: [1, 2].map((code) => `answer:${code}|${point}`) },
  ]);
  const across = rows.flatMap((row) => [
    { total: `${row}|all|all`, parts: DISTRICTS.map((name) => `${row}|district|${name}`) },
    { total: `${row}|all|all`, parts: AGES.map((name) => `${row}|age_band|${name}`) },
  ]);
  const hidden = [...names].filter(([, { known }]) => known === null).map(([name]) => name);
  const constraints = [...down, ...across].map(({ total, parts }) => {
    const sign = new Map([...parts.map((part) => [part, 1] as const), [total, -1] as const]);
    const known = [...sign].reduce((sum, [name, factor]) => sum + factor * (names.get(name)!.known ?? 0), 0);
    return { coefficients: hidden.map((name) => sign.get(name) ?? 0), lower: -known, upper: -known };
  });
  return hidden
    .filter((name) => names.get(name)!.truth > 0)
    .map((name) => {
      const objective = hidden.map((other) => (other === name ? 1 : 0));
      const least = solver.solve({ goal: "minimise", objective, constraints })!.objective;
      const most = solver.solve({ goal: "maximise", objective, constraints })?.objective ?? Infinity;
      return { name, truth: names.get(name)!.truth, least, most };
    });
}
