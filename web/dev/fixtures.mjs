// Canned projects for working on the pages without the server: case B at its vote, case H in use.
// The shapes are those of src/api/types.ts; what the server masks is masked in fixture-server.mjs.

export const STAGES = [
  'survey',
  'initiation',
  'scheme',
  'deliberation',
  'vote',
  'notice',
  'approval',
  'construction',
  'acceptance',
  'registration',
  'operation',
];

const DAY_MS = 86_400_000;
export const iso = (offset = 0) =>
  new Date(Date.now() + 8 * 3_600_000 + offset * DAY_MS).toISOString().slice(0, 10);

function marks(stage, dates) {
  const now = STAGES.indexOf(stage);
  return STAGES.map((code, index) => ({
    code,
    state: index === now ? 'now' : index < now ? 'done' : 'next',
    on: index <= now ? (dates[code] ?? null) : null,
    sent_back_on: null,
    days: code === 'notice' ? 7 : null,
  }));
}

function cell(room, floors, column, columns, area, share, extra = {}) {
  return {
    household: `h-${room}`,
    room,
    floors,
    column,
    columns,
    area_m2: area,
    mine: false,
    stance: 'agree',
    stance_known: true,
    stance_on: iso(-60),
    reason: null,
    topics: [],
    ballot: null,
    ballot_returned: true,
    share,
    rides_free: floors[0] <= 2,
    half_flight: floors[0] > 1,
    visit: null,
    ...extra,
  };
}

const nothing = {
  version: 60,
  standing: 'active',
  standing_reason: null,
  next: null,
  plans: [],
  price: { current: null, history: [] },
  funding: null,
  consent: null,
  notice: null,
  approval: null,
  construction: null,
  acceptance: null,
  operation: null,
  deliberation: {
    meetings: [],
    questions: [],
    promises: [],
    unities: { wish: null, plan: null, shares: null },
    blocking_points: [],
    topics: [],
  },
};

const ratio = (have, of, need, need_count) => ({ have, of, need, need_count, holds: true });

function lane(department, name, opinion, on, text, due) {
  return {
    department,
    name,
    opinion,
    text,
    how: opinion === 'pending' ? null : 'visit',
    asked_on: iso(-7),
    due_on: due,
    opinion_on: on,
    conditions:
      opinion === 'conditions' ? [{ id: 'k-1', text: '消防车道净宽不少于 4 米', satisfied_on: null }] : [],
    overdue: opinion === 'pending' && due < iso(0),
    mine: false,
  };
}

export function projectB() {
  const low = [1, 2].flatMap((floor) =>
    [1, 2, 3, 4].map((door) => cell(`${floor}0${door}`, [floor], door - 1, 4, '61.80', '0.00')),
  );
  Object.assign(low[1], {
    stance: 'neutral',
    ballot_returned: false,
    visit: { on: iso(-1), outcome: 'absent', next_on: iso(1), note: null },
  });
  const high = [
    cell('301', [3, 4], 0, 2, '123.60', '20000.00'),
    cell('302', [3, 4], 1, 2, '123.60', '20000.00', { reason: '想用高一点的轿厢，老人坐轮椅能转身。' }),
    cell('501', [5, 6], 0, 2, '123.60', '60000.00', {
      stance: 'oppose',
      reason: '同意装，可六万块对我家太高。',
      topics: ['price'],
    }),
    cell('502', [5, 6], 1, 2, '123.60', '60000.00'),
  ];
  const household = (item) => ({
    kind: 'household',
    label: item.room,
    amount: item.share,
    household: item.household,
    floors: item.floors,
    state: 'planned',
  });
  return {
    ...structuredClone(nothing),
    id: 'b',
    title: '二栋二单元加装电梯',
    stage: 'vote',
    stages: marks('vote', {
      survey: iso(-70),
      initiation: iso(-62),
      scheme: iso(-44),
      deliberation: iso(-20),
      vote: iso(-8),
    }),
    place: {
      names: ['南昌市', '安义县'],
      community: { id: 'c-b', name: '交警大队宿舍' },
      building: '二栋',
      unit: '二单元',
      built: '1990s',
      structure: null,
    },
    house: { floors: 6, ground: 'none', cells: [...low, ...high] },
    households: 12,
    area_m2: '988.80',
    stance_counts: { agree: 10, neutral: 1, oppose: 1, unreached: 0, no_answer: 0 },
    next: { code: 'vote_outstanding', arguments: { count: '1' }, due: iso(3) },
    plan: {
      version: 2,
      published_on: iso(-25),
      entry: 'half_landing',
      levels: 6,
      stops: 3,
      doors: 3,
      corridors: 2,
      stops_at: [
        { floor: 1, half: false },
        { floor: 2, half: true },
        { floor: 4, half: true },
      ],
      load_kg: 630,
      persons: 8,
      shaft: '钢结构，三层以下玻璃，三层以上铝板',
      details: [
        { topic: 'panes', text: '连廊窗透明和磨砂间隔' },
        { topic: 'drainage', text: '雨棚排水接到原有雨水管' },
      ],
    },
    plans: [
      { version: 1, published_on: iso(-44) },
      { version: 2, published_on: iso(-25) },
    ],
    price: {
      current: '310000.00',
      history: [
        { amount: '350000.00', on: iso(-44), reason: '' },
        { amount: '310000.00', on: iso(-25), reason: '少改管线、少开挖' },
      ],
    },
    funding: {
      cost: '310000.00',
      compensation: '0.00',
      gap: '0.00',
      closes: true,
      rule: 'fixed',
      ledger: [],
      lines: [
        {
          kind: 'subsidy',
          label: '政府补贴',
          amount: '150000.00',
          household: null,
          floors: [],
          state: 'planned',
        },
        ...high.map(household),
      ],
    },
    consent: {
      vote: 'v-b',
      version: 12,
      question: '是否同意按第 2 版方案加装电梯',
      plan_version: 2,
      state: 'open',
      opened_on: iso(-8),
      closes_on: iso(3),
      closed_on: null,
      rule: { id: 'cn', article: '民法典第 278 条' },
      verdict: 'secure',
      participation: {
        heads: ratio('11', '12', '2/3', '8'),
        area: ratio('927.00', '988.80', '2/3', '659.20'),
      },
      agreement: { heads: ratio('10', '11', '3/4', '9'), area: ratio('803.40', '927.00', '3/4', '695.25') },
      counts: { agree: 10, oppose: 1, abstain: 0, not_returned: 1, not_delivered: 0 },
      hidden_until_close: false,
      stage: null,
      decides: true,
      terms: {
        change: 'until_close',
        staff_entry: 'counts',
        proxies: ['proxy', 'spouse', 'heir', 'employer'],
      },
      private_parts: { flats: 0, agree: null },
      least: null,
      my_ballot: null,
      my_ballots: [],
      roll: [],
      ballots: [],
      input: null,
      votes: ['v-b'],
    },
    notice: {
      state: 'posted',
      posted_on: iso(-4),
      ends_on: iso(3),
      days: 7,
      kind: 'natural',
      closed_on: null,
      places: ['unit_entrance', 'estate_board'],
      witnesses: ['neighbourhood'],
      objections: [
        {
          id: 'o-1',
          raised_on: iso(-2),
          from: 'household',
          topic: 'noise',
          text: '夜里开关门响不响？',
          due_on: iso(5),
          state: 'open',
          answer: null,
          answered_on: null,
        },
        {
          id: 'o-2',
          raised_on: iso(-3),
          from: 'neighbouring',
          topic: 'daylight',
          text: '挡不挡三栋一楼的光？',
          due_on: iso(4),
          state: 'dismissed',
          answer: '量过，冬至还有两小时以上。',
          answered_on: iso(-1),
        },
      ],
    },
    approval: {
      form: 'on_site',
      submitted_on: iso(-7),
      granted_on: null,
      number: null,
      lanes: [
        lane('housing', '住房和城乡建设部门', 'pending', null, null, iso(0)),
        lane('planning', '自然资源和规划部门', 'approve', iso(-5), '位置、间距符合', iso(0)),
        lane('fire', '消防救援机构', 'conditions', iso(-4), null, iso(0)),
        lane('urban_management', '城市管理部门', 'approve', iso(-6), '不占主路', iso(0)),
        lane('market_regulation', '市场监督管理部门', 'approve', iso(-3), '设备资料齐', iso(0)),
        lane('street', '街道办事处（乡镇政府）', 'approve', iso(-6), null, iso(0)),
        lane('power', '供电单位', 'return', iso(-4), '缺用电容量说明', iso(0)),
        lane('gas_water', '燃气和供排水单位', 'pending', null, null, iso(-3)),
      ],
      papers: [
        { kind: 'application_form', filed_on: iso(-7), required: true },
        { kind: 'structural_appraisal', filed_on: iso(-18), required: true },
        { kind: 'drawings', filed_on: iso(-12), required: true },
        { kind: 'power_capacity', filed_on: null, required: true },
      ],
    },
    deliberation: {
      meetings: [
        {
          on: iso(-40),
          channel: '社区协调会',
          households: 9,
          text: '价格和管线',
          decisions: ['管线能不动的不动', '价格降到 31 万'],
        },
        {
          on: iso(-20),
          channel: '现场说明会',
          households: 11,
          text: '分摊方案',
          decisions: ['一、二层不出钱'],
        },
      ],
      questions: [
        {
          id: 'q-1',
          on: iso(-39),
          topic: 'noise',
          text: '一楼会不会吵？',
          answer: '机房在顶上。',
          answered_on: iso(-37),
        },
      ],
      promises: [
        { id: 'm-1', on: iso(-20), to: '一、二层住户', text: '低层不出钱，可以免费坐', state: 'accepted' },
      ],
      unities: { wish: iso(-30), plan: iso(-25), shares: null },
      blocking_points: [],
      topics: [{ topic: 'price', count: 6 }],
    },
    disputed: ['标题写二栋二单元，第一次协调会写 3栋1单元；这里按标题。'],
    assumed: ['来源没有写面积，按同类户型取 61.80 和 123.60 m²。', '房号按楼层编。'],
  };
}

export function projectH() {
  const cells = [1, 2, 3, 4, 5, 6].flatMap((floor) =>
    [1, 2].map((door) =>
      cell(`${floor}0${door}`, [floor], door - 1, 2, null, floor <= 2 ? '0.00' : `${20 + floor * 5}000.00`, {
        ballot_returned: null,
      }),
    ),
  );
  const total = 48_000;
  const split = (weightOf) => {
    const weights = cells.map((item, index) => (item.rides_free ? 0 : weightOf(item, index)));
    const all = weights.reduce((a, b) => a + b, 0);
    const fen = weights.map((weight) => Math.floor((total * weight) / all));
    fen[fen.length - 1] += total - fen.reduce((a, b) => a + b, 0);
    return cells.map((item, index) => ({ household: item.household, amount: (fen[index] / 100).toFixed(2) }));
  };
  return {
    ...structuredClone(nothing),
    id: 'h',
    title: '颐北9栋1单元电梯',
    stage: 'operation',
    stages: marks('operation', {
      survey: '2023-02-10',
      notice: '2023-03-10',
      approval: '2023-05-08',
      construction: '2023-05-25',
      acceptance: '2023-09-12',
      registration: '2023-09-15',
      operation: '2023-09-15',
    }),
    place: {
      names: ['南昌市', '红谷滩区'],
      community: { id: 'c-h', name: '万达星城' },
      building: '颐北9栋',
      unit: '1单元',
      built: '2002',
      structure: '混凝土框架',
    },
    house: { floors: 6, ground: 'stilt', cells },
    households: 12,
    area_m2: '1700.80',
    stance_counts: { agree: 12, neutral: 0, oppose: 0, unreached: 0, no_answer: 0 },
    plan: {
      version: 1,
      published_on: '2023-03-01',
      entry: 'half_landing',
      levels: 7,
      stops: 3,
      doors: 3,
      corridors: 2,
      stops_at: [
        { floor: 0, half: false },
        { floor: 3, half: true },
        { floor: 5, half: true },
      ],
      load_kg: null,
      persons: null,
      shaft: '工厂焊好，近 23 米整体吊装',
      details: [],
    },
    plans: [{ version: 1, published_on: '2023-03-01' }],
    construction: {
      contractor: '某电梯公司',
      commenced_on: '2023-05-25',
      finished_on: '2023-09-10',
      days: 82,
      milestones: [
        ['ground_broken', '2023-05-25'],
        ['foundation', '2023-06-25'],
        ['shaft_hoisted', '2023-08-01'],
      ].map(([code, on]) => ({ code, label: code, planned_on: null, reached_on: on, text: null })),
      utilities: [{ id: 'u-1', kind: 'sewage', owner: '施工单位', done_on: '2023-06-20' }],
      checks: [
        { on: '2023-07-02', kind: 'material', by: '监理', text: '钢材合格证齐', defects: 0, rectified: 0 },
      ],
    },
    acceptance: {
      inspection_on: '2023-09-12',
      inspection_body: '江西省特种设备检验检测研究院',
      accepted_on: '2023-09-15',
      parties: ['owners', 'contractor', 'supervisor'],
      registered_on: '2023-09-15',
      certificate: null,
      satisfaction: null,
    },
    operation: {
      since: '2023-09-15',
      use_unit: '某电梯公司',
      upkeep_unit: '某电梯公司',
      rule: 'equal',
      clocks: [
        { kind: 'warranty', from: '2023-09-15', until: '2033-09-15', state: 'running', days: 2496 },
        { kind: 'free_upkeep', from: '2023-09-15', until: '2026-09-15', state: 'expired', days: 68 },
      ],
      comparison: {
        total: '480.00',
        period: '2023-11',
        rules: [
          { rule: 'equal', rows: split(() => 1) },
          { rule: 'coefficient', rows: split((item) => item.floors[0] - 1) },
          { rule: 'floor_people', rows: split((item, index) => item.floors[0] * (1 + (index % 3))) },
          { rule: 'counted_trips', rows: split((item, index) => 40 + index * 7) },
        ],
      },
      bills: [{ period: '2023-11', total: '480.00', rule: 'equal', mine: null }],
    },
    disputed: ['来源写“历时 85 天”；按 6月25日至 9月15日算是 82 天，两个数都留着。'],
    assumed: ['房号按楼层编。'],
  };
}

// id, name, names, storeys, built, [buildings, units, households], [running, building, preparing], zh, en
const COMMUNITIES = [
  [
    'a',
    '梦里水乡',
    ['南昌县', '莲塘镇'],
    7,
    '2004',
    [63, 246, 2952],
    [3, 0, 0],
    '荷园5#-2、5#-3、芳满庭1#-2。63 栋 246 个单元里最先装好的三个。',
    'Three units of 246 in 63 buildings went first.',
  ],
  [
    'b',
    '交警大队宿舍',
    ['安义县'],
    6,
    '1990s',
    [4, 8, 96],
    [3, 0, 1],
    '二栋二单元。价格从 35 万谈到 31 万；政府补贴 15 万。',
    'The price came down from 350,000 to 310,000; subsidy 150,000.',
  ],
  [
    'c',
    '金日嘉园',
    ['安义县', '向阳社区'],
    6,
    null,
    [2, 4, 48],
    [3, 0, 0],
    '一小区一方案，一楼一小组。十月开工，三个月装好三部。',
    'One plan per community, one group per building.',
  ],
  [
    'd',
    '省体育局大院',
    ['东湖区'],
    6,
    '1980s',
    [16, 44, 864],
    [16, 0, 0],
    '公开招标，代表投票选施工单位。区补 15 万、单位补 10 万，其余按楼层分。',
    'Open tender; 150,000 + 100,000 per lift, the rest by floor.',
  ],
  [
    'e',
    '桃苑一区',
    ['西湖区', '香江社区'],
    7,
    '1990s',
    [1, 1, 12],
    [1, 0, 0],
    '平层入户，出门就是电梯。2023-10-12 批准，2024年1月完工。',
    'Level entry; approved 12 October 2023, finished January 2024.',
  ],
  [
    'f',
    '沿江南路616号',
    ['西湖区'],
    7,
    '2000',
    [4, 10, 120],
    [5, 2, 3],
    '7 层 6 站 6 门 5 连廊。还剩 3 个单元，正在商量。',
    '7 floors, 6 stops, 6 doors, 5 corridors.',
  ],
  [
    'g',
    '国安路187社区',
    ['青山湖区'],
    7,
    '1990s',
    [5, 18, 260],
    [5, 3, 0],
    '一二楼单独谈，现场比划位置。2023-08-27 验收。',
    'First and second floors were talked to separately.',
  ],
  [
    'h',
    '万达星城',
    ['红谷滩区', '沙井街道'],
    6,
    '2002',
    [1, 1, 12],
    [1, 0, 0],
    '停 3–4 层间、5–6 层间。12 户全部同意；低层老人免费坐。',
    'All 12 households agreed; the low floors ride free.',
  ],
];

export function summary(projects) {
  const communities = COMMUNITIES.map(([id, name, names, storeys, built, stock, lifts, zh, en]) => {
    const own = projects[id];
    return {
      id: `c-${id}`,
      name,
      names: ['南昌市', ...names],
      area: 'nanchang/',
      built,
      storeys,
      stock: { buildings: stock[0], units: stock[1], households: stock[2] },
      lifts: { running: lifts[0], building: lifts[1], preparing: lifts[2] },
      introduction: { zh, en },
      projects: own
        ? [
            {
              id,
              title: own.title,
              building: own.place.building,
              unit: own.place.unit,
              stage: own.stage,
              standing: 'active',
              in_use_since: null,
              floors: 6,
            },
          ]
        : [],
      source: '南昌市既有住宅加装电梯案例',
    };
  });
  const add = (pick) => communities.reduce((sum, item) => sum + pick(item), 0);
  return {
    area: 'nanchang/',
    names: ['南昌市'],
    communities,
    lifts: {
      running: add((c) => c.lifts.running),
      building: add((c) => c.lifts.building),
      preparing: add((c) => c.lifts.preparing),
    },
    stock: {
      communities: communities.length,
      buildings: add((c) => c.stock.buildings),
      units: add((c) => c.stock.units),
      households: add((c) => c.stock.households),
    },
    funnel: STAGES.map((stage) => ({
      stage,
      projects: Object.values(projects).filter((project) => project.stage === stage).length,
    })),
  };
}

export function events() {
  const told = [
    ['project.Opened', -70, {}],
    ['survey.StanceRecorded', -69, {}],
    ['survey.Completed', -62, { households: 12, reached: 12 }],
    ['project.Initiated', -62, { applicant_count: 9 }],
    ['contract.PriceQuoted', -44, { amount: '350000.00' }],
    ['planning.Published', -44, { version: 1, plan: { entry: 'half_landing' } }],
    ['deliberation.MeetingHeld', -40, { households_present: 9 }],
    ['contract.PriceQuoted', -25, { amount: '310000.00' }],
    [
      'funding.SharesAdopted',
      -20,
      { rule: 'fixed', cost: '310000.00', lines_total: '150000.00', shares_total: '160000.00' },
    ],
    ['vote.Opened', -8, { closes_on: iso(3) }],
    ['vote.BallotCast', -2, {}],
    ['vote.BallotCast', -1, {}],
  ];
  return told.map(([type, offset, data], index) => ({
    seq: 50 + index,
    type,
    data,
    occurred_on: iso(offset),
    recorded_at: new Date(Date.now() + offset * DAY_MS).toISOString(),
    evidence: index % 5 === 2 ? '签到表' : null,
    leaf: `${50 + index}`.padStart(8, '0').repeat(8),
  }));
}
