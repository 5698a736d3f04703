// The shapes of /api/v1 that the pages use. Money is yuan text with two decimals ("20000.00"), areas m² text with two
// decimals, dates civil "2023-10-12" (UTC+8), instants ISO 8601 UTC. A field that the viewer may not see is null (or
// the list is empty): the page never guesses. Enumerations are the server's codes; words live in locales/.

export type Stage =
  | 'survey' | 'initiation' | 'scheme' | 'deliberation' | 'vote' | 'notice'
  | 'approval' | 'construction' | 'acceptance' | 'registration' | 'operation';
export type Standing = 'active' | 'paused' | 'withdrawn';
export type Stance = 'agree' | 'neutral' | 'oppose' | 'unreached';
export type Ballot = 'agree' | 'oppose' | 'abstain' | 'not_returned' | 'not_delivered';
export type Role =
  | 'public' | 'resident' | 'lead_owner' | 'property_firm' | 'helper' | 'grid_leader' | 'neighbourhood' | 'street'
  | 'district_bureau' | 'department' | 'filing_agent' | 'contractor' | 'supervisor' | 'sponsor' | 'city' | 'administrator'
  | 'system_administrator' | 'security_administrator' | 'audit_administrator';

// GET /api/v1/me  (200 also when not signed in: role public)
export interface Me {
  account: string | null;
  name: string | null;            // the viewer's own display name
  label_zh?: string; label_en?: string; // the same in both languages, for offices
  second_factor?: 'off' | 'on' | 'missing'; // missing: demanded of this account, and until then its roles do not count
  roles: { role: Role; scope: string; label: string }[]; // label: 社区, 单元 or office in words
  households: { id: string; project: string | null; room: string; address: string }[];
  demo_accounts: { login: string; password: string; role: Role; label_zh: string; label_en: string; project: string | null }[]; // filled only on a demonstration server
}
// POST /api/v1/session {"login","password","code"?,"own_pin"?} -> 201 Me + cookie;  DELETE /api/v1/session -> 204

// GET /api/v1/accounts/me/sessions -> {items};  DELETE /api/v1/accounts/me/sessions/{id} -> 204
export interface OwnSession {
  id: string;
  created: string; last_seen: string; expires: string;
  device: string;                 // "wechat/android": browser and system in codes
  current: boolean;
}
// GET /api/v1/accounts/me/reads -> {items}, newest first: who looked at masked words in full
export interface Look {
  seq: number; at: string;
  by: string; by_label_zh: string; by_label_en: string;
  about: string;                  // "account" or a household's id
  fields: string[];
  purpose: 'contact' | 'verification' | 'dispute' | 'works' | 'audit';
  reason: string;
}
// POST /api/v1/reveals {household|account, fields, purpose, reason} -> what was asked for, and the look's entry
export interface Revealed { values: { field: string; text: string }[]; recorded: number }
// POST /api/v1/accounts/me/second-factor {"password"} -> 201, told once;  …/confirm {"code"} -> 204
export interface SecondFactor { secret: string; otpauth: string; recovery_codes: string[] }

// GET /api/v1/summary?area=
export interface Summary {
  area: string;
  names: string[];                // the area's names from the city down: ["南昌市"]
  lifts: { running: number; building: number; preparing: number };  // running lifts, lifts under construction, units that wait or prepare
  stock: { communities: number; buildings: number; units: number; households: number };
  funnel: { stage: Stage; projects: number }[]; // all eleven, in order: projects that stand at this stage now
  communities: CommunitySummary[];
}
export interface CommunitySummary {
  id: string;
  name: string;
  names: string[];                // city, district, street, neighbourhood (those that are known)
  area: string;
  built: string | null;           // "2004", "1990s"
  storeys: number | null;         // the usual number
  stock: { buildings: number; units: number; households: number };
  lifts: { running: number; building: number; preparing: number };
  introduction: { zh: string; en: string };
  projects: ProjectCard[];
  source: string | null;          // the published source the figures come from
}
export interface ProjectCard {
  id: string;
  title: string;
  building: string;
  unit: string;
  stage: Stage;
  standing: Standing;
  in_use_since: string | null;
  floors: number | null;          // residential floors
}
// GET /api/v1/projects?area=&stage=&after=  -> {items: ProjectCard & {community, names}[], next: string|null}

export type ProjectListed = ProjectCard & { community: string; community_name: string; unit_id: string };

// GET /api/v1/tasks?after= (signed in): what is to be done, by day, those without one last
export interface TaskPage { today: string; items: Task[]; next: string | null }
export interface Task {
  kind: string;                   // words: todo.kind.<kind>
  when: 'overdue' | 'today' | 'week' | 'later' | 'undated';
  due: string | null;
  days: number | null;            // left; below zero: past
  room: string | null;
  tab: string;                    // of the project's page, or "round"
  arguments: Record<string, string>;
  project: string; title: string; community: string; building: string; unit: string; stage: Stage;
}
// GET /api/v1/search?q=&kind= (signed in): by address, never by name; doors only for those who keep the register
export interface SearchPage { items: Place[]; more: boolean }
export interface Place { kind: 'community' | 'project' | 'household'; id: string; project: string | null; title: string; address: string }
// POST /api/v1/invitations {"household"} -> 201, told once
export interface Invitation { code: string; pin: string; community: string; building: string; unit: string; room: string; again: boolean }

// GET /api/v1/projects/{id}; ETag = version
export interface Project {
  id: string;
  version: number;                // for If-Match
  title: string;
  standing: Standing;
  standing_reason: string | null;
  stage: Stage;
  stages: StageMark[];            // eleven, bottom (survey) to top (operation)
  place: { names: string[]; community: { id: string; name: string }; building: string; unit: string; built: string | null; structure: string | null };
  viewer: {
    role: Role;                   // the most telling role towards this project
    relation: 'none' | 'own' | 'same_unit' | 'in_area' | 'party';
    may: string[];                // command types this viewer may send here now, "survey.RecordStance" …
    lenses: ('stance' | 'share' | 'visit' | 'operation')[];
  };
  house: {
    floors: number;               // residential floors, numbered 1…n above the ground row
    ground: 'none' | 'storage' | 'stilt' | 'shops';   // a row of its own below floor 1
    cells: Cell[];
  };
  households: number;
  area_m2: string | null;
  stance_counts: { agree: number; neutral: number; oppose: number; unreached: number; no_answer: number } | null;
  next: { code: string; arguments: Record<string, string>; due: string | null } | null; // words: next.<code>
  plan: Plan | null;
  plans: { version: number; published_on: string }[];
  price: { current: string | null; history: { amount: string; on: string; reason: string }[] };
  funding: Funding | null;
  consent: Consent | null;
  vote_form?: VoteForm | null;
  notice: Notice | null;
  approval: Approval | null;
  deliberation: Deliberation;
  mediations?: Mediation[];       // talks with single households: all to those who negotiate, its own to a household
  construction: Construction | null;
  acceptance: Acceptance | null;
  operation: Operation | null;
  people?: { people: number; reduced_mobility: number; under_60: number; from_60: number; from_65: number; from_70: number; from_80: number } | null; // neighbourhood staff only
  lead?: string | null;           // room of the lead owner, for those who may know
  working_group?: string[];
  durations?: Record<string, number | null>; // days between dated milestones, by code
  source?: string | null;         // where the case was published
  disputed: string[];             // where the published source contradicts itself
  assumed: string[];              // what this record assumed, with the reason
}
export interface StageMark { code: Stage; state: 'done' | 'now' | 'next' | 'sent_back'; on: string | null; sent_back_on: string | null; days: number | null }
export interface Cell {
  household: string;              // id
  room: string;                   // "501"
  floors: number[];               // [5,6] for a duplex
  column: number;                 // 0-based place on the landing
  columns: number;                // flats on that landing
  area_m2: string | null;
  mine: boolean;
  stance: Stance | null;          // null: not entitled or no answer
  stance_known: boolean;          // entitled to see stances at all
  stance_on: string | null;
  reason: string | null;          // one quoted reason, entitled viewers only
  topics: string[];               // worry topics, entitled viewers only
  ballot: Ballot | null;          // entitled viewers only
  ballot_returned: boolean | null; // whether a ballot came in, for those who may know that much
  share: string | null;
  rides_free: boolean;            // by floor, never by person
  half_flight: boolean;           // half a flight of stairs left to climb from the stop
  visit: { on: string; outcome: string; next_on: string | null; note: string | null } | null;
  worries?: Worry[];              // of this household; its own people and those who visit it
}
export interface Worry { id: string; on: string; topic: string; text: string | null; answer: string | null; answered_on: string | null }
export interface Plan {
  version: number;
  published_on: string;
  entry: 'level' | 'half_landing';
  levels: number; stops: number; doors: number; corridors: number;
  stops_at: { floor: number; half: boolean }[];   // half: at the landing between floor and floor+1; floor 0 = ground
  load_kg: number | null; persons: number | null;
  shaft: string | null;           // words: steel frame with glass …
  details: { topic: string; text: string }[];     // cladding, panes, corridors, drainage …
}
export interface Funding {
  cost: string;
  compensation: string;
  lines: { kind: 'subsidy' | 'sponsor' | 'other' | 'household'; label: string; amount: string; household: string | null; floors: number[]; state: string | null }[];
  gap: string;                    // "0.00" when it closes
  closes: boolean;
  rule: string | null;            // allocation rule code of the adopted shares
  ledger: { on: string; kind: string; text: string | null; voucher: string | null; in: string | null; out: string | null; balance: string }[];
}
export interface Ratio { have: string; of: string; need: string; need_count: string; holds: boolean } // need "2/3"; need_count "8" or "659.20"
export interface Attachment { file: string; commitment: string | null }
export type ProxyKind = 'proxy' | 'spouse' | 'heir' | 'employer';
export type BallotStanding = 'none' | 'not_delivered' | 'in' | 'waits_for_owner' | 'contested';
export interface OwnBallot {
  household: string; room: string;
  choice: Ballot;                 // not_returned: on the roll, no ballot yet
  on: string | null; entry: number | null;
  standing: BallotStanding;
  counted_as: Ballot | null;      // a condition that is not met counts as abstaining
  channel: 'web' | 'paper' | 'meeting' | null;
  entered_by: string | null; by_owner: boolean;
  condition: string | null; condition_met_on: string | null;
  contest_reason: string | null; settled_reason: string | null;
  proxy: { kind: ProxyKind; name: string | null; document: string | null; file: Attachment | null } | null;
  signature: { drawing: string | null; commitment: string | null; file: Attachment | null; place: string | null; at: string | null; handler: string | null } | null;
  service: Service | null;
  changes: number;                // ballots given or taken back before
}
export interface Service { on: string; delivered: boolean; how: string | null; photo: Attachment | null }
export interface RollLine {      // for those who collect ballots: whose is in, never what it says
  household: string; room: string; standing: BallotStanding; entered_by: string | null; service: Service | null;
  contest_reason: string | null; condition: string | null; condition_met_on: string | null;
}
// GET /api/v1/votes/{id} answers the same
export interface Consent {
  vote: string;                   // id of the vote
  version: number;                // of the vote's stream, for If-Match on a ballot
  hidden_until_close: boolean;
  stage: { id: string; name_zh: string; name_en: string } | null; // of a law that asks several times
  decides: boolean;
  terms: { change: 'until_close' | 'until_adopted' | 'never'; staff_entry: 'counts' | 'with_signature' | 'awaits_owner'; proxies: ProxyKind[] };
  private_parts: { flats: number; agree: boolean | null };
  least: { heads: number; rooms: string[] | null } | null; // the fewest still to be won, for those who negotiate
  my_ballots: OwnBallot[];
  roll: RollLine[];               // empty unless one collects ballots
  ballots: { household: string; room: string; area_m2: string; owner: string; ballot: Ballot; standing: BallotStanding; conditional: boolean; channel: string | null; proxy: ProxyKind | null }[]; // the entitled, after the close
  input: ConsentQuestion | null;  // what `jiati consent` recomputes the result from
  votes: string[];                // all votes of this project, oldest first
  question: string;
  plan_version: number;
  state: 'open' | 'closed';
  opened_on: string;
  closes_on: string;
  closed_on: string | null;
  rule: { id: string; article: string };
  verdict: 'secure' | 'possible' | 'blocked' | 'passed' | 'failed' | null; // null with the ratios
  participation: { heads: Ratio; area: Ratio } | null;   // null while open for those not entitled
  agreement: { heads: Ratio; area: Ratio } | null;
  counts: { agree: number; oppose: number; abstain: number; not_returned: number; not_delivered: number } | null;
  my_ballot: OwnBallot | null;
}
// what a vote can be opened with, for those who may
export interface VoteForm {
  open: boolean;                  // no other vote of this project runs
  plan_version: number;
  roll_frozen_on: string | null; roll_households: number;
  rules: { id: string; article: string; scope: 'unit' | 'building' | 'estate' }[];
  stages: { id: string; name_zh: string; name_en: string; about_plan: boolean; passed_on: string | null }[];
  today: string;
}
// A document there is of a project for this viewer: GET /api/v1/projects/{id}/documents
export interface PaperLine {
  name: string;
  formats: ('pdf' | 'xlsx')[];
  per_household: boolean;
}
// GET /api/v1/votes/{id}/certificate, once the vote is closed
export interface Certificate {
  vote: string; version: number; project: string; title: string;
  place: { names: string[]; community: string; building: string; unit: string };
  question: string; stage: string | null; decides: boolean;
  plan: { version: number; published_on: string | null };
  rule: {
    policy: string; policy_hash: string; id: string; article: string;
    participation_heads: string; participation_area: string; agreement_heads: string; agreement_area: string;
    more_than: boolean; of_all_owners: boolean;
    policy_name_zh: string | null; policy_name_en: string | null; scope: string | null;
    source: string | null; source_where: string | null; note: string | null;
  };
  opened_on: string; closes_on: string; closed_on: string; hidden_until_close: boolean;
  passes: boolean;
  private_parts: { flats: number; agree: boolean };
  roll: { households: number; heads: number; area_m2: string };
  ratios: (Ratio & { name: string })[];
  counts: Consent['counts'];
  opened: { entry: number; leaf: string } | null;
  closed: { entry: number; leaf: string } | null;
  ballots: { entry: number; leaf: string; room?: string; area_m2?: string; ballot?: Ballot; on?: string; channel?: string; conditional?: boolean; proxy?: ProxyKind | null }[];
  input: ConsentQuestion | null;
}
export interface Notice {
  state: 'posted' | 'stopped' | 'closed';
  posted_on: string; ends_on: string; days: number; kind: 'natural' | 'working';
  closed_on: string | null;
  places: string[]; witnesses: string[];
  objections: { id: string; raised_on: string; from: 'household' | 'neighbouring'; topic: string; text: string | null; due_on: string; state: 'open' | 'dismissed' | 'accommodated' | 'upheld' | 'withdrawn'; answer: string | null; answered_on: string | null }[];
}
export interface Approval {
  form: 'on_site' | 'parallel';
  submitted_on: string | null;
  lanes: { department: string; name: string; how: 'visit' | 'papers' | null; asked_on: string; due_on: string | null; opinion: 'pending' | 'approve' | 'conditions' | 'return'; opinion_on: string | null; text: string | null; conditions: { id: string; text: string; satisfied_on: string | null }[]; overdue: boolean; mine: boolean }[];
  papers: { kind: string; filed_on: string | null; required: boolean }[];
  granted_on: string | null; number: string | null;
}
export interface Deliberation {
  meetings: { on: string; channel: string; households: number | null; text: string; decisions: string[] }[];
  questions: { id: string; on: string; topic: string; text: string | null; answer: string | null; answered_on: string | null }[];
  promises: { id: string; on: string; to: string; text: string; state: 'made' | 'accepted' | 'kept' }[];
  unities: { wish: string | null; plan: string | null; shares: string | null };  // date when reached
  blocking_points: { id: string; text: string | null; owner: string; due_on: string | null; cleared_on: string | null }[];
  topics: { topic: string; count: number }[];   // counts of worries by topic, none below five for the public
}
export interface Mediation {
  id: string; on: string; household: string; room: string; topic: string;
  level: 'community' | 'street' | 'peoples_mediation' | 'hearing';
  text: string | null;
  rounds: { on: string; level: string; parties: string[]; note: string | null }[];
  offers: {
    id: string; on: string; kind: string; amount: string | null; text: string | null;
    state: 'made' | 'accepted' | 'declined' | 'kept';
    answered_on: string | null; answer: string | null; kept_on: string | null; how: string | null;
  }[];
  closed_on: string | null; outcome: 'settled' | 'unsettled' | null; closing: string | null;
}
export interface Construction {
  contractor: string | null;
  supervisor?: string | null;
  coordination?: { on: string; with: string; text: string }[];
  site_plan?: { on: string | null; parties: string[] };
  commenced_on: string | null; finished_on: string | null;
  milestones: { code: string; label: string; planned_on: string | null; reached_on: string | null; text: string | null }[];
  utilities: { id: string; kind: string; owner: string; done_on: string | null }[];
  checks: { on: string; kind: string; by: string; text: string; defects: number; rectified: number }[];
  days: number | null;            // first day of foundation works to acceptance
}
export interface Acceptance {
  inspection_on: string | null; inspection_body: string | null;
  accepted_on: string | null; parties: string[];
  registered_on: string | null; certificate: string | null;
  satisfaction: { responses: number; satisfied: number } | null;
}
export interface Operation {
  since: string | null;
  use_unit: string | null; upkeep_unit: string | null; use_unit_fee?: string | null;
  clocks: { kind: 'warranty' | 'free_upkeep' | 'inspection' | 'upkeep'; from: string; until: string; state: 'running' | 'due_soon' | 'expired'; days: number }[]; // days left, or days past when expired
  rule: string | null;            // running-cost rule in force
  comparison: { total: string; period: string; rules: { rule: 'equal' | 'coefficient' | 'floor_people' | 'counted_trips'; rows: { household: string; amount: string }[]; total?: string }[] } | null;
  bills: { period: string; total: string; rule: string; mine: string | null }[];
}

// GET /api/v1/projects/{id}/events?after=&limit=   newest last
export interface EventPage { items: EventLine[]; next: string | null }
export interface EventLine {
  seq: number;                    // 第 n 条
  type: string;                   // "survey.StanceRecorded"; words: events.<type>
  occurred_on: string; recorded_at: string;
  who?: string | null;            // role code or office in words
  data: Record<string, unknown>;  // what this viewer may see, for the sentence's named arguments
  evidence: string | null;
  leaf: string;                   // leaf hash, hex
}
// GET /api/v1/projects/{id}/shares -> {rule, total, subsidies, rows:[{household, room, floors, area_m2, exact, rounded}], closes, difference} and
export interface Shares { comparison: Comparison | null } // null: no price or register yet, or no right to see households
export interface Comparison {
  cost: string; lines: string; compensation: string; to_share: string;
  elements: { key: 'pit' | 'storey' | 'stop' | 'compensation'; floor: number | null; amount: string; users: string[] }[]; // how the cost was split: an assumption
  households: { id: string; room: string; floors: number[]; area_m2: string | null; steps: number | null; mine: boolean }[]; // published order
  rules: RuleShares[];
}
export interface RuleShares {
  key: string;                    // adopted, shapley … or the id of a city's table; words: rules.<key>
  name: { zh: string; en: string } | null; // of tables in a policy only
  first: boolean;                 // shown before "more"
  shares: Record<string, string>; // by household
  moved: string | null;           // yuan that change hands against the adopted shares
  paying_for_others: WorstOff | null;
}
export interface WorstOff { rooms: string[]; floors: number[]; by: string } // pays so much more than a lift for itself alone would cost

// GET /api/v1/projects/{id}/agreement?cost=&subsidy=&pool=&prices=&reading= ; 404 for the public, counts only for owners
export type PriceForm = 'free' | 'per-floor' | 'per-floor-monotone';
export type Reading = 'secure' | 'possible';
// Where so few are for or against that a count would name a neighbour, `need` is all there is.
export interface AgreementCounts {
  standing?: { heads: number; of: number; area_m2: string; of_area_m2: string };
  need: { heads: number; area_m2: string };
  passes?: boolean;
}
export interface Agreement extends Required<AgreementCounts> {
  cost: string; lines: string; pool: string; to_share: string;
  reading: Reading; prices: PriceForm;
  estimates: Estimate[];          // a household without one counts as not agreeing unless it has agreed
  result: {
    best: { option: string; heads: number; area_m2: string; collected: string; slack: string; prices: Record<string, string>; agrees: string[] } | null;
    least_gap: { option: string; gap: string; agrees: string[] } | null;
    cheapest_flip: { cost: string; households: string[] } | null;
    blockers: { id: string; option: string; short_by: string; cause: Cause }[];
    proven: boolean;
    bound: unknown;
  };
  rooms: Record<string, string>;
  coefficients: Record<string, string> | null; // by access floor, {"2":"0.5"}: the table in force, where trying starts
  tried?: Tried;                  // with the parameter `coefficients`
  curve: { cost: string; heads: number; area_m2: string }[]; // each step holds up to its cost, from just above the one before
  ways: { household: string; room: string; act: 'compensate' | 'instalments' | 'option' | 'talk'; cost: string; heads_after: number; area_after_m2: string; funded_by: string[]; detail: string | null }[];
  chance: { low: string; high: string } | null;
  defections_survived: number;
}
export type Cause = 'budget' | 'net_benefit' | 'stance';
export interface Tried {          // shares by coefficients somebody tries: coefficient × area
  prices: Record<string, string>;
  heads: number;
  area_m2: string;
  passes: boolean;
  agrees: string[];
  waiting: { household: string; room: string; asked: string; short_by: string | null; cause: Cause }[];
  flip: { cost: string; rooms: string[]; funded_by: string[]; unfunded: string } | null; // the least with which it passes
}
export interface Estimate {
  household: string; room: string; option: string;
  low: string; high: string;      // yuan the household is taken to bear; negative: needs as much
  benefit: string | null; harm: string | null; budget: string | null; reserve: string | null;
  why: string | null; by: string | null; on: string; entry: number | null;
}

// POST /api/v1/calculators/building (no login)
export interface BuildingQuestion {
  floors: number;
  first_floor: number;            // number of the lowest floor
  households_per_floor: number[]; // from the lowest floor up; 0: no homes there
  area_m2?: string[];             // door by door in the same order
  cost: string;
  subsidy?: string;               // left out: by the city's dated rule
  city: string;                   // area code of a policy
  on?: string;
}
export interface BuildingAnswer {
  cost: string;
  subsidy: { amount: string; rule: string | null; basis: string | null } | null;
  to_share: string;
  doors: { floor: number; door: string }[];
  rules: { key: string; name: { zh: string; en: string } | null; shares: string[]; paying_for_others: WorstOff | null }[];
  assumed?: { pit_part: string; equal_areas: boolean }; // of the price: pit, machine and car; areas taken as equal
}

// POST /api/v1/calculators/consent (no login): the command line's JSON
export interface ConsentQuestion {
  rule: string;
  households: { id: string; area_m2: string; owner: string; ballot: Ballot }[];
  private_parts?: string[];       // flats whose own part the works take in: each must agree
}
export interface ConsentRatio { have: string | number; of: string | number; need: string; holds: boolean }
export interface ConsentAnswer {
  participation: { heads: ConsentRatio; area: ConsentRatio };
  agreement: { heads: ConsentRatio; area: ConsentRatio };
  passes: boolean;
  secure: boolean;
  least_to_win: string[];
}

// GET /api/v1/policies
export interface PolicyLine { id: string; area: string; valid_from: string; valid_to: string | null; name_zh: string; name_en: string }
// GET /api/v1/places/{community}: what a draft project needs of it
export interface PlaceTree { id: string; name: string; area?: string; buildings: { id: string; name: string; units: { id: string; name: string }[] }[] }

// GET /api/v1/projects/{id}/consent -> Consent (+ ballots[] for the entitled after the close)

// POST /api/v1/{projects|votes}/{id}/commands  {"type","data"}; headers Idempotency-Key (required), If-Match (optional)
export interface Recorded { version: number; events: { seq: number; type: string }[]; leaves: string[] }
// Errors: application/problem+json
export interface Problem { type: string; title: string; status: number; code: string; detail: string; pointer?: string; arguments?: Record<string, string>; request_id?: string }

// What a page does in this version:
//   projects/{p}/commands  survey.RecordStance  {household, stance, topics: string[], reason?: string (left out: the one on record stays), channel: 'visit'|'phone'|'web'|'paper'}
//   votes/{v}/commands     vote.CastBallot      {household, choice: 'agree'|'oppose'|'abstain', channel: 'web'|'paper', plan_version}
//   projects/{p}/commands  notice.AnswerObjection {objection, outcome: 'dismissed'|'accommodated'|'upheld', answer: string}
//   projects/{p}/commands  approval.GiveOpinion {department, opinion: 'approve'|'conditions'|'return', how: 'visit'|'papers', text: string, conditions: string[]}
//   projects/{p}/commands  deliberation.EstimateAcceptance {household, low, high, benefit?, harm?, budget?, reserve?, basis: 'stance'|'condition'|'worry'|'conversation'}
//   projects/{p}/commands  deliberation.WithdrawEstimate {household}
//   projects               project.Open {community, building, unit, title}
// GET /api/v1/stream?project=  SSE: event "changed", data {"city","seq","resource":"project/<id>","version"}; a hint to re-read, never data.

// ---- GET /api/v1/projects/{id}/daylight
import type { Box, Scene } from '@/features/daylight/engine';
export type LightSource = 'measured' | 'drawing' | 'map' | 'guess';
export interface LightFigures { vsc: number; vsc_glass?: number; dahan: number; dongzhi: number; dahan_runs: [string, string][]; dongzhi_runs: [string, string][] }
export interface LightRow {
  id: string;
  azimuth_deg: number;
  before: LightFigures;
  after: LightFigures;
  vsc_ratio: number;
  indoor_ratio: number;
  interval: { vsc_ratio: [number, number] } | null;
  privacy: { share: number; view: 'none' | 'oblique' | 'direct' };
  noise: { inside_dba: number; limit_dba: number; band: 'below' | 'near' | 'above' };
  notes: string[];
  floor: number;
  neighbour: number;               // 0: the house itself
  room: string;
  flat: string | null;
  mine: boolean;
}
export type Span = [number, number];
export interface LightTableRow {   // for everybody: by floor and kind of window, never one flat's
  floors: Span;
  room: string;
  neighbour: number;
  windows: string[];
  left_percent: Span;
  vsc_before: Span; vsc_after: Span; vsc_glass: Span;
  dahan_before: Span; dahan_after: Span; dongzhi_before: Span; dongzhi_after: Span;
  notes: string[];
}
export interface LightOption {
  name: string;
  stops: number; doors: number; corridors: number;
  half_flights_left: number[];     // by floor
  vsc_lost_mean: number;
  least_left_percent: number;
  least_left_glass_percent: number;
  lift: Box[];
}
export interface Daylight {
  plan_version: number | null;
  geometry_on: string | null;
  missing?: string[];              // then nothing below is there
  sees_all: boolean;
  inputs: { name: string; value: unknown; source: LightSource }[];
  table: LightTableRow[];
  windows: LightRow[];             // worst first: the viewer's own, or all for those who negotiate
  options: LightOption[];          // the plan first
  scene: Scene & { rooms: Record<string, string> };
  facing_deg: number;
  recorded: { plan_version: number; on: string; engine: string; is_current: boolean } | null;
}
