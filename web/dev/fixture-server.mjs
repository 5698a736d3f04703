// Serves web/dist and canned answers on one port, so that the pages can be worked on without the program.
// node dev/fixture-server.mjs [port]
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { events, iso, projectB, projectH, summary } from './fixtures.mjs';
import { agreementB, building, comparisonB, consent, estimates, POLICIES } from './sharing.mjs';

const port = Number(process.argv[2] ?? 8090);
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:";
const PASSWORD = 'jiati-demo';

const projects = { b: projectB(), h: projectH() };
const record = { b: events(), h: events() };
const watchers = new Set();
const answered = new Map(); // idempotency key -> answer
let seq = 61;

const ALL = ['stance', 'share', 'visit', 'operation'];
const SOME = ['share', 'operation'];
const ACCOUNTS = {
  grid: {
    role: 'grid_leader',
    label: '本社区',
    zh: '网格长',
    en: 'Grid leader',
    may: [
      'survey.RecordStance',
      'deliberation.EstimateAcceptance',
      'deliberation.WithdrawEstimate',
      'project.Open',
    ],
    lenses: ALL,
    relation: 'in_area',
  },
  secretary: {
    role: 'neighbourhood',
    label: '社区居委会',
    zh: '社区书记',
    en: 'Secretary',
    may: [
      'survey.RecordStance',
      'notice.AnswerObjection',
      'deliberation.EstimateAcceptance',
      'deliberation.WithdrawEstimate',
      'project.Open',
    ],
    lenses: ALL,
    relation: 'in_area',
  },
  owner102: {
    role: 'resident',
    label: '102 室',
    zh: '业主（102 室）',
    en: 'Owner of 102',
    may: ['vote.CastBallot', 'survey.RecordStance'],
    lenses: SOME,
    relation: 'own',
    household: 'h-102',
  },
  housing: {
    role: 'department',
    label: '县住建局',
    zh: '县住建局经办',
    en: 'Housing department',
    may: ['approval.GiveOpinion'],
    lenses: SOME,
    relation: 'party',
    department: 'housing',
  },
};
const NOBODY = { role: 'public', relation: 'none', may: [], lenses: SOME };

function seen(project, account) {
  const page = structuredClone(project);
  const { role, relation, may, lenses } = account ?? NOBODY;
  page.viewer = { role, relation, may, lenses };
  for (const cell of page.house.cells) {
    cell.mine = cell.household === account?.household;
    if (lenses !== ALL && !cell.mine)
      Object.assign(cell, {
        stance: null,
        stance_known: false,
        stance_on: null,
        reason: null,
        topics: [],
        visit: null,
        ballot_returned: null,
        area_m2: null,
      });
  }
  if (page.consent && account?.household) {
    page.consent.my_ballot = project.ballots?.[account.household] ?? {
      household: account.household,
      choice: 'not_returned',
      on: null,
      entry: null,
      standing: 'none',
      by_owner: true,
      changes: 0,
    };
    page.consent.my_ballots = [page.consent.my_ballot];
  }
  if (page.consent && !account)
    Object.assign(page.consent, { verdict: null, participation: null, agreement: null, counts: null });
  if (!account)
    for (const objection of page.notice?.objections ?? [])
      Object.assign(objection, { text: null, answer: null });
  for (const lane of page.approval?.lanes ?? []) lane.mine = lane.department === account?.department;
  return page;
}

// Each act changes the project and tells its event, or names what is wrong: [pointer, code, detail].
const ACTS = {
  'survey.RecordStance'(project, data) {
    const cell = project.house.cells.find((item) => item.household === data.household);
    if (!cell) return ['/data/household', 'survey.household_unknown', '没有这一户。'];
    Object.assign(cell, {
      stance: data.stance,
      stance_on: iso(0),
      reason: data.reason || null,
      topics: data.topics,
    });
    return {
      type: 'survey.StanceRecorded',
      data: { room: cell.room, stance: data.stance, topics: data.topics, channel: data.channel },
    };
  },
  'notice.AnswerObjection'(project, data) {
    const objection = project.notice.objections.find((item) => item.id === data.objection);
    if (data.answer.length < 4) return ['/data/answer', 'notice.answer_missing', '答复太短，说不清楚。'];
    Object.assign(objection, { state: data.outcome, answer: data.answer, answered_on: iso(0) });
    return { type: 'notice.ObjectionAnswered', data: { outcome: data.outcome } };
  },
  'approval.GiveOpinion'(project, data) {
    const lane = project.approval.lanes.find((item) => item.department === data.department);
    const conditions = data.conditions.map((text, index) => ({ id: `k-${index}`, text, satisfied_on: null }));
    Object.assign(lane, {
      opinion: data.opinion,
      opinion_on: iso(0),
      how: data.how,
      text: data.text || null,
      overdue: false,
      conditions,
    });
    return {
      type: 'approval.OpinionGiven',
      data: { department: data.department, opinion: data.opinion, how: data.how },
    };
  },
  'deliberation.EstimateAcceptance'(project, data) {
    const cell = project.house.cells.find((item) => item.household === data.household);
    if (Number(data.high) > 1e6)
      return ['/data/high', 'deliberation.estimate_above_cost', '比总价还多，改一改。'];
    estimates.set(data.household, {
      low: data.low,
      high: data.high,
      why: data.basis,
      by: 'neighbourhood',
      on: iso(0),
      entry: seq + 1,
    });
    return { type: 'deliberation.AcceptanceEstimated', data: { room: cell.room, basis: data.basis } };
  },
  'deliberation.WithdrawEstimate'(project, data) {
    const cell = project.house.cells.find((item) => item.household === data.household);
    estimates.delete(data.household);
    return { type: 'deliberation.EstimateWithdrawn', data: { room: cell.room } };
  },
  'vote.CastBallot'(project, data) {
    const cell = project.house.cells.find((item) => item.household === data.household);
    cell.ballot_returned = true;
    project.ballots = {
      ...project.ballots,
      [data.household]: { household: data.household, choice: data.choice, on: iso(0), entry: seq + 1 },
    };
    project.consent.version += 1;
    return { type: 'vote.BallotCast', data: { room: cell.room } };
  },
};

function accountOf(request) {
  const name = /session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  return ACCOUNTS[name] ? { name, ...ACCOUNTS[name] } : null;
}

function me(account) {
  return {
    account: account?.name ?? null,
    name: account?.zh ?? null,
    roles: [{ role: account?.role ?? 'public', scope: '', label: account?.label ?? '' }],
    households: account?.household
      ? [
          {
            id: account.household,
            project: 'b',
            room: account.household.slice(2),
            address: '交警大队宿舍二栋二单元',
          },
        ]
      : [],
    demo_accounts: Object.entries(ACCOUNTS).map(([login, item]) => ({
      login,
      password: PASSWORD,
      role: item.role,
      label_zh: item.zh,
      label_en: item.en,
      project: 'b',
    })),
  };
}

function json(response, status, value, headers = {}) {
  response.writeHead(status, {
    'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
    ...headers,
  });
  response.end(JSON.stringify(value));
}
const problem = (response, status, code, detail, pointer) =>
  json(response, status, { type: 'about:blank', title: code, status, code, detail, pointer });
const notHere = (response) => problem(response, 404, 'http.not_found', '没有这一页，或者你看不到。');

function command(request, response, id, body, account) {
  const key = request.headers['idempotency-key'];
  if (!key) return problem(response, 400, 'http.idempotency_key_missing', '缺 Idempotency-Key。');
  if (answered.has(key)) return json(response, 200, answered.get(key));
  const project = id === 'v-b' ? projects.b : projects[id];
  if (!project || !ACTS[body.type] || !account?.may.includes(body.type)) return notHere(response);
  const outcome = ACTS[body.type](project, body.data);
  if (Array.isArray(outcome)) return problem(response, 422, outcome[1], outcome[2], outcome[0]);
  seq += 1;
  project.version += 1;
  const leaf = seq.toString(16).padStart(8, '0').repeat(8);
  record[project.id].push({
    ...outcome,
    seq,
    occurred_on: iso(0),
    recorded_at: new Date().toISOString(),
    evidence: null,
    leaf,
  });
  const answer = { version: project.version, events: [{ seq, type: outcome.type }], leaves: [leaf] };
  answered.set(key, answer);
  const hint = JSON.stringify({
    city: 'nanchang',
    seq,
    resource: `project/${project.id}`,
    version: project.version,
  });
  for (const watcher of watchers) watcher.write(`id: ${seq}\nevent: changed\ndata: ${hint}\n\n`);
  return json(response, 201, answer);
}

async function api(request, response, path, query) {
  const account = accountOf(request);
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = text ? JSON.parse(text) : null;
  const [kind, id, section] = path.split('/');
  if (path === 'me') return json(response, 200, me(account));
  if (path === 'session' && request.method === 'POST') {
    if (!ACCOUNTS[body.login] || body.password !== PASSWORD)
      return problem(response, 401, 'http.sign_in_failed', '账号或密码不对。');
    return json(response, 201, {}, { 'Set-Cookie': `session=${body.login}; Path=/; HttpOnly; SameSite=Lax` });
  }
  if (path === 'session')
    return response.writeHead(204, { 'Set-Cookie': 'session=; Path=/; Max-Age=0' }).end();
  if (path === 'policies') return json(response, 200, POLICIES);
  if (path === 'calculators/building') {
    const answer = building(body);
    return Array.isArray(answer)
      ? problem(response, 422, answer[1], answer[2], answer[0])
      : json(response, 200, answer);
  }
  if (path === 'calculators/consent') return json(response, 200, consent(body));
  if (kind === 'places')
    return json(response, 200, {
      id,
      name: '交警大队宿舍',
      area: 'nanchang/anyi/',
      buildings: [
        { id: 'b-3', name: '三栋', units: [{ id: 'u-31', name: '一单元', floors: 6, household_count: 12 }] },
      ],
    });
  if (path === 'projects' && request.method === 'POST') {
    if (!account?.may.includes('project.Open')) return notHere(response);
    return json(
      response,
      201,
      { version: 1, events: [{ seq: ++seq, type: 'project.Opened' }], leaves: [] },
      { Location: '/api/v1/projects/b' },
    );
  }
  if (path === 'summary') return json(response, 200, summary(projects));
  if (path === 'stream') {
    response
      .writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      .write(': hello\n\n');
    watchers.add(response);
    return request.on('close', () => watchers.delete(response));
  }
  if (section === 'commands') return command(request, response, id, body, account);
  const project = kind === 'projects' ? projects[id] : undefined;
  if (!project) return notHere(response);
  const isNear = ['own', 'same_unit', 'in_area'].includes(account?.relation);
  if (section === 'shares')
    return json(response, 200, {
      comparison: id === 'b' && isNear ? comparisonB(project, account.household) : null,
    });
  if (section === 'agreement') {
    if (id !== 'b' || !isNear) return notHere(response);
    const answer = agreementB(project, query, account.relation === 'in_area');
    return Array.isArray(answer)
      ? problem(response, 422, answer[1], answer[2], answer[0])
      : json(response, 200, answer);
  }
  if (section === 'events') {
    const after = Number(query.get('after') ?? 0);
    return json(response, 200, { items: record[id].filter((event) => event.seq > after), next: null });
  }
  const etag = `"${project.version}-${account?.name ?? ''}"`;
  if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
  return json(response, 200, seen(project, account), { ETag: etag });
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  response.setHeader('Content-Security-Policy', POLICY);
  if (url.pathname.startsWith('/api/v1/'))
    return api(request, response, url.pathname.slice(8), url.searchParams);
  const file = extname(url.pathname) ? normalize(url.pathname).replace(/^\/+/, '') : 'index.html';
  try {
    const content = await readFile(join(dist, file));
    return response
      .writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(content);
  } catch {
    return response.writeHead(404).end();
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
