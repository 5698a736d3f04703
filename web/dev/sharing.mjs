// Canned answers about shares and agreement: case B by the rules themselves, in whole fen, so that sums close.

const fen = (yuan) => Math.round(Number(yuan) * 100);
const yuan = (amount) => (amount / 100).toFixed(2);

// Largest remainder, ties to the first: the parts sum exactly to the whole.
function split(whole, weights) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (whole * weight) / total);
  const parts = exact.map(Math.floor);
  let left = whole - parts.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map((value, index) => [value - parts[index], index])
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, index] of order) {
    if (left-- <= 0) break;
    parts[index] += 1;
  }
  return parts;
}

// A lift as parts that those above need: the pit a quarter, then each storey; the subsidy pays for the pit first.
export function elementsOf(cost, subsidy, tops) {
  const entry = 1;
  const levels = [...new Set(tops)].filter((top) => top > entry).sort((a, b) => a - b);
  const gross = [{ key: 'pit', floor: entry, amount: Math.round(cost / 4) }];
  let below = entry;
  const rise = levels.at(-1) - entry;
  for (const floor of levels) {
    gross.push({ key: 'storey', floor, amount: Math.round(((cost * 3) / 4) * ((floor - below) / rise)) });
    below = floor;
  }
  gross.at(-1).amount += cost - gross.reduce((sum, part) => sum + part.amount, 0);
  let left = subsidy;
  const pit = Math.min(left, gross[0].amount);
  gross[0].amount -= pit;
  left -= pit;
  const rest = gross.slice(1);
  const paid = split(
    left,
    rest.map((part) => part.amount),
  );
  rest.forEach((part, index) => (part.amount -= paid[index]));
  return gross.map((part) => ({
    ...part,
    users: tops.flatMap((top, index) =>
      top > entry && (part.key === 'pit' || top >= part.floor) ? [index] : [],
    ),
  }));
}

function byUse(elements, weights) {
  const exact = weights.map(() => 0);
  for (const { amount, users } of elements) {
    const total = users.reduce((sum, user) => sum + weights[user], 0);
    for (const user of users) exact[user] += (amount * weights[user]) / total;
  }
  const whole = elements.reduce((sum, part) => sum + part.amount, 0);
  return split(
    whole,
    exact.map((value) => Math.max(0, value)),
  );
}

function byFloorThenDoor(elements, tops) {
  const exact = tops.map(() => 0);
  for (const { amount, users } of elements) {
    const floors = [...new Set(users.map((user) => tops[user]))];
    for (const floor of floors) {
      const here = users.filter((user) => tops[user] === floor);
      for (const user of here) exact[user] += amount / floors.length / here.length;
    }
  }
  return split(
    elements.reduce((sum, part) => sum + part.amount, 0),
    exact,
  );
}

// Littlechild: x_i = min over r ≥ i of (c_r − paid so far)/(r − i + 2), the last pays what is left.
function nucleolus(elements, players) {
  const need = Array.from({ length: players }, (_, player) =>
    elements.reduce((sum, part) => sum + (part.users.includes(player) ? part.amount : 0), 0),
  );
  const order = need.map((cost, player) => [cost, player]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const exact = need.map(() => 0);
  let paid = 0;
  order.forEach(([cost, player], i) => {
    let least = i === players - 1 ? cost - paid : Infinity;
    for (let r = i; r < players - 1; ++r) least = Math.min(least, (order[r][0] - paid) / (r - i + 2));
    exact[player] = least;
    paid += least;
  });
  return split(
    elements.reduce((sum, part) => sum + part.amount, 0),
    exact,
  );
}

// The group up to some floor that pays most beyond what a lift for itself alone would cost.
function worstOff(shares, elements, tops, rooms) {
  let worst = null;
  for (const top of [...new Set(tops)].sort((a, b) => a - b)) {
    const inside = tops.flatMap((other, index) => (other <= top ? [index] : []));
    if (inside.length === tops.length) continue;
    const paid = inside.reduce((sum, index) => sum + shares[index], 0);
    const alone = elements.reduce(
      (sum, part) => sum + (part.users.some((user) => inside.includes(user)) ? part.amount : 0),
      0,
    );
    if (paid - alone > (worst?.by ?? 0))
      worst = {
        rooms: inside.map((index) => rooms[index]),
        floors: [...new Set(inside.map((index) => tops[index]))].sort((a, b) => a - b),
        by: paid - alone,
      };
  }
  return worst && { ...worst, by: yuan(worst.by) };
}

// ---- GET projects/b/shares

const GUANGZHOU = { 1: 0, 2: 0.5, 3: 1, 5: 1.2 };

export function comparisonB(project, mine) {
  const cells = project.house.cells;
  const rooms = cells.map((cell) => cell.room);
  const tops = cells.map((cell) => Math.min(...cell.floors));
  const areas = cells.map((cell) => fen(cell.area_m2));
  const cost = fen(project.funding.cost);
  const lines = fen('150000.00');
  const whole = cost - lines;
  // The mock's own split: 40,000 for whoever goes up, 60,000 from the third floor, 60,000 from the fifth.
  const users = (floor) => tops.flatMap((top, index) => (top >= floor ? [index] : []));
  const elements = [
    { key: 'pit', floor: 1, amount: (whole * 2) / 8, users: users(2) },
    { key: 'storey', floor: 3, amount: (whole * 3) / 8, users: users(3) },
    { key: 'storey', floor: 5, amount: (whole * 3) / 8, users: users(5) },
  ];
  const adopted = cells.map((cell) => fen(cell.share));
  const rule = (key, first, shares, name = null) => ({
    key,
    name,
    first,
    shares: Object.fromEntries(cells.map((cell, index) => [cell.household, yuan(shares[index])])),
    moved:
      key === 'adopted'
        ? null
        : yuan(shares.reduce((sum, share, index) => sum + Math.abs(share - adopted[index]), 0) / 2),
    paying_for_others: worstOff(shares, elements, tops, rooms),
  });
  const even = cells.map(() => 1);
  return {
    cost: yuan(cost),
    lines: yuan(lines),
    compensation: '0.00',
    to_share: yuan(whole),
    elements: elements.map((part) => ({
      ...part,
      amount: yuan(part.amount),
      users: part.users.map((index) => cells[index].household),
    })),
    households: cells.map((cell) => ({
      id: cell.household,
      room: cell.room,
      floors: cell.floors,
      area_m2: cell.area_m2,
      steps: (Math.min(...cell.floors) - 1) * 16,
      mine: cell.household === mine,
    })),
    rules: [
      rule('adopted', true, adopted),
      rule('shapley', true, byUse(elements, even)),
      rule(
        'steps',
        true,
        split(
          whole,
          tops.map((top) => top - 1),
        ),
      ),
      rule(
        'cn-guangdong-guangzhou-reference',
        true,
        split(
          whole,
          tops.map((top, index) => GUANGZHOU[top] * areas[index]),
        ),
        { zh: '广州参考系数', en: 'Guangzhou reference' },
      ),
      rule(
        'equal-payers',
        true,
        split(
          whole,
          tops.map((top) => (top >= 3 ? 1 : 0)),
        ),
      ),
      rule('area', true, split(whole, areas)),
      rule('equal', false, split(whole, even)),
      rule(
        'floor-area',
        false,
        split(
          whole,
          tops.map((top, index) => top * areas[index]),
        ),
      ),
      rule('weighted-shapley', false, byUse(elements, areas)),
      rule('owen', false, byFloorThenDoor(elements, tops)),
      rule('nucleolus', false, nucleolus(elements, cells.length)),
    ],
  };
}

// ---- GET projects/b/agreement: prices in proportion to the adopted shares; who bears less than the price waits

const ESTIMATES = {
  'h-301': ['26000.00', '28000.00'],
  'h-302': ['24000.00', '24000.00'],
  'h-501': ['50000.00', '50000.00'],
  'h-502': ['62000.00', '62000.00'],
  'h-102': ['-3000.00', '-3000.00'],
};
export const estimates = new Map(
  Object.entries(ESTIMATES).map(([household, [low, high]], index) => [
    household,
    {
      low,
      high,
      why: index % 2 ? 'condition' : 'conversation',
      by: 'neighbourhood',
      on: '2026-05-01',
      entry: 40 + index,
    },
  ]),
);

// Guangzhou's reference for the floors of this stairwell; a household goes in on the highest of its floors.
const REFERENCE = { 1: '0', 2: '0.5', 4: '1.1', 6: '1.3' };
const accessFloor = (cell) => Math.max(...cell.floors);

// "2:0.5,4:1" -> a map in thousandths, or null where it is wrong or leaves out a floor.
function coefficientsOf(text, cells) {
  const items = text.split(',').map((item) => /^(\d+):(\d+(?:\.\d{1,3})?)$/.exec(item));
  if (items.includes(null)) return null;
  const table = new Map(items.map(([, floor, value]) => [Number(floor), Math.round(Number(value) * 1000)]));
  const weights = cells.map((cell) => table.get(accessFloor(cell)) * fen(cell.area_m2));
  return weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0) ? weights : null;
}

// Shares by the weights tried, who bears them, and the least that would do, found among all groups of those waiting.
function tryWeights(whole, weights, cells, bears, area, enough) {
  const prices = split(Math.max(0, whole), weights);
  const slack = new Map(cells.map((cell, index) => [cell, bears(cell) - prices[index]]));
  const agrees = cells.filter((cell) => slack.get(cell) >= 0);
  const waiting = cells.filter((cell) => slack.get(cell) < 0);
  const passes = enough(agrees);
  const open = waiting.filter((cell) => Number.isFinite(slack.get(cell)));
  let best = null;
  for (let chosen = 1; !passes && chosen < 2 ** open.length; ++chosen) {
    const group = open.filter((_, index) => chosen & (1 << index));
    const cost = group.reduce((sum, cell) => sum - slack.get(cell), 0);
    if ((!best || cost < best.cost) && enough([...agrees, ...group])) best = { group, cost };
  }
  const funded_by = [];
  let left = best?.cost ?? 0;
  for (const cell of [...agrees].sort((a, b) => slack.get(b) - slack.get(a))) {
    if (left <= 0 || slack.get(cell) <= 0) break;
    funded_by.push(cell.room);
    left = Math.max(0, left - slack.get(cell));
  }
  return {
    prices: Object.fromEntries(cells.map((cell, index) => [cell.household, yuan(prices[index])])),
    heads: agrees.length,
    area_m2: yuan(area(agrees)),
    passes,
    agrees: agrees.map((cell) => cell.household),
    waiting: waiting.map((cell) => ({
      household: cell.household,
      room: cell.room,
      asked: yuan(prices[cells.indexOf(cell)]),
      short_by: open.includes(cell) ? yuan(-slack.get(cell)) : null,
      cause: !open.includes(cell) ? 'stance' : bears(cell) < 0 ? 'net_benefit' : 'budget',
    })),
    flip: best && {
      cost: yuan(best.cost),
      rooms: best.group.map((cell) => cell.room),
      funded_by,
      unfunded: yuan(left),
    },
  };
}

// An answer, or [pointer, code, what is wrong].
export function agreementB(project, query, isNegotiator) {
  const cells = project.house.cells;
  const cost = fen(query.get('cost') ?? '310000.00');
  const lines = fen(query.get('subsidy') ?? '150000.00');
  const pool = fen(query.get('pool') ?? '0.00');
  const reading = query.get('reading') ?? 'secure';
  const bears = (cell) => {
    const known = estimates.get(cell.household);
    if (known) return (fen(known.low) + fen(known.high)) / 2;
    return cell.stance === 'agree' ? Math.max(fen(cell.share), 0) : -Infinity;
  };
  const area = (cells) => cells.reduce((sum, cell) => sum + fen(cell.area_m2), 0);
  const at = (price) => {
    const whole = price + pool - lines;
    const prices = split(
      Math.max(0, whole),
      cells.map((cell) => fen(cell.share)),
    );
    let left = pool;
    const agrees = cells.filter((cell, index) => {
      const missing = prices[index] - bears(cell);
      // What compensation is there goes to those who need it, first come by room.
      if (missing > 0 && bears(cell) < 0 && missing <= left) {
        left -= missing;
        return true;
      }
      return missing <= 0;
    });
    return { agrees, prices };
  };
  const now = at(cost);
  const all = area(cells);
  const need = reading === 'secure' ? { heads: 9, area: (all * 3) / 4 } : { heads: 8, area: (all * 2) / 3 };
  const enough = (list) => list.length >= need.heads && area(list) >= need.area;
  const counts = {
    standing: {
      heads: now.agrees.length,
      of: cells.length,
      area_m2: yuan(area(now.agrees)),
      of_area_m2: yuan(all),
    },
    need: { heads: need.heads, area_m2: yuan(need.area) },
    passes: enough(now.agrees),
  };
  if (!isNegotiator) return counts;
  const weights = query.has('coefficients') ? coefficientsOf(query.get('coefficients'), cells) : undefined;
  if (weights === null)
    return ['/coefficients', 'agreement.what_if_wrong', '每层要有一个系数，例如 2:0.5,4:1，不能都是 0。'];
  const curve = []; // each step ends at its cost
  for (let price = 24_800_000; price <= 35_650_000; price += 3_334) {
    const { agrees } = at(price);
    const step = { cost: yuan(price), heads: agrees.length, area_m2: yuan(area(agrees)) };
    const last = curve.at(-1);
    if (last && last.heads === step.heads && last.area_m2 === step.area_m2) last.cost = step.cost;
    else curve.push(step);
  }
  const waiting = cells.filter((cell) => !now.agrees.includes(cell));
  const short = (cell) => now.prices[cells.indexOf(cell)] - bears(cell);
  return {
    ...counts,
    cost: yuan(cost),
    lines: yuan(lines),
    pool: yuan(pool),
    to_share: yuan(cost + pool - lines),
    reading,
    prices: query.get('prices') ?? 'free',
    estimates: cells
      .filter((cell) => estimates.has(cell.household))
      .map((cell) => ({
        household: cell.household,
        room: cell.room,
        option: 'current',
        benefit: null,
        harm: null,
        budget: null,
        reserve: null,
        ...estimates.get(cell.household),
      })),
    result: {
      best: enough(now.agrees)
        ? {
            option: 'current',
            heads: now.agrees.length,
            area_m2: yuan(area(now.agrees)),
            collected: yuan(cost + pool - lines),
            slack: '0.00',
            prices: Object.fromEntries(cells.map((cell, index) => [cell.household, yuan(now.prices[index])])),
            agrees: now.agrees.map((cell) => cell.household),
          }
        : null,
      least_gap: enough(now.agrees)
        ? null
        : { option: 'current', gap: '8000.00', agrees: now.agrees.map((cell) => cell.household) },
      cheapest_flip: null,
      blockers: waiting
        .filter((cell) => Number.isFinite(short(cell)))
        .map((cell) => ({
          id: cell.household,
          option: 'current',
          short_by: yuan(short(cell)),
          cause: cell.household === 'h-102' ? 'net_benefit' : 'budget',
        })),
      proven: true,
      bound: null,
    },
    rooms: Object.fromEntries(cells.map((cell) => [cell.household, cell.room])),
    coefficients: REFERENCE,
    ...(weights && { tried: tryWeights(cost + pool - lines, weights, cells, bears, area, enough) }),
    curve,
    ways: waiting
      .filter((cell) => Number.isFinite(short(cell)))
      .sort((a, b) => short(a) - short(b))
      .flatMap((cell) => {
        const way = {
          household: cell.household,
          room: cell.room,
          cost: yuan(short(cell)),
          heads_after: now.agrees.length + 1,
          area_after_m2: yuan(area([...now.agrees, cell])),
          funded_by: [],
          detail: null,
        };
        return cell.household === 'h-102'
          ? [{ ...way, act: 'option', detail: '连廊窗换磨砂玻璃' }]
          : [
              { ...way, act: 'instalments', cost: '0.00', detail: null },
              { ...way, act: 'compensate', funded_by: ['302'] },
            ];
      })
      .slice(0, 3),
    chance: { low: '0.71', high: '0.88' },
    defections_survived: Math.max(0, now.agrees.length - need.heads),
  };
}

// ---- POST calculators/building

export const POLICIES = {
  items: [
    ['cn-civil-code-278', 'cn', '民法典（2021年起）', 'Civil Code (from 2021)'],
    [
      'cn-jiangxi-nanchang-2022',
      'cn-jiangxi-nanchang',
      '南昌市（2022年7月至2024年7月）',
      'Nanchang (July 2022 to July 2024)',
    ],
    [
      'cn-jiangxi-nanchang-2024',
      'cn-jiangxi-nanchang',
      '南昌市（2024年8月起）',
      'Nanchang (from August 2024)',
    ],
    ['cn-guangdong-guangzhou', 'cn-guangdong-guangzhou', '广州市', 'Guangzhou'],
  ].map(([id, area, name_zh, name_en]) => ({
    id,
    area,
    valid_from: '2022-07-28',
    valid_to: null,
    name_zh,
    name_en,
  })),
};

// An answer, or [pointer, code, what is wrong].
export function building(question) {
  const { floors, first_floor, households_per_floor, cost } = question;
  if (households_per_floor.length !== floors)
    return ['/households_per_floor', 'calculators.floors_differ', '每层户数要和层数一样多。'];
  const doors = households_per_floor.flatMap((homes, index) =>
    Array.from({ length: homes }, (_, door) => ({
      floor: first_floor + index,
      door: `${first_floor + index}${String(door + 1).padStart(2, '0')}`,
    })),
  );
  if (question.area_m2 && question.area_m2.length !== doors.length)
    return ['/area_m2', 'calculators.areas_differ', '面积要每户一个。'];
  const tops = doors.map((item) => item.floor);
  if (Math.max(...tops) === Math.min(...tops))
    return ['/households_per_floor', 'calculators.nobody_rides', '只有一层有住户，用不着电梯。'];
  const price = fen(cost);
  const byCity =
    question.city === 'cn-jiangxi-nanchang' ? (floors >= 6 ? 15_000_000 : floors >= 4 ? 12_000_000 : 0) : 0;
  const subsidy = question.subsidy === undefined ? byCity : fen(question.subsidy);
  if (subsidy > price)
    return ['/subsidy', 'calculators.subsidy_above_cost', '补贴比总价还多，最多写到总价。'];
  const areas = (question.area_m2 ?? doors.map(() => '80.00')).map(fen);
  const elements = elementsOf(price, subsidy, tops);
  const whole = price - subsidy;
  const rooms = doors.map((item) => item.door);
  const rule = (key, shares, name = null) => ({
    key,
    name,
    shares: shares.map(yuan),
    paying_for_others: worstOff(shares, elements, tops, rooms),
  });
  const rises = tops.some((top) => top >= 3);
  return {
    cost: yuan(price),
    subsidy: subsidy
      ? {
          amount: yuan(subsidy),
          rule: question.subsidy ? null : 'cn-jiangxi-nanchang-2024',
          basis: question.subsidy ? null : '南昌市加装电梯补贴，news.qq.com 20240723A0AFV400',
        }
      : null,
    to_share: yuan(whole),
    doors,
    assumed: { pit_part: '1/4', equal_areas: !question.area_m2 },
    rules: [
      rule('area', split(whole, areas)),
      rule(
        'equal-payers',
        split(
          whole,
          tops.map((top) => (!rises || top >= 3 ? 1 : 0)),
        ),
      ),
      rule(
        'shapley',
        byUse(
          elements,
          doors.map(() => 1),
        ),
      ),
    ],
  };
}

// ---- POST calculators/consent

export function consent({ households }) {
  const took = households.filter((item) => ['agree', 'oppose', 'abstain'].includes(item.ballot));
  const agrees = households.filter((item) => item.ballot === 'agree');
  const heads = (list) => new Set(list.map((item) => item.owner)).size;
  const area = (list) => yuan(list.reduce((sum, item) => sum + fen(item.area_m2), 0));
  const ratio = (have, of, need) => {
    const [top, bottom] = need.split('/').map(Number);
    return { have, of, need, holds: Number(of) > 0 && Number(have) * bottom >= Number(of) * top };
  };
  const participation = {
    heads: ratio(heads(took), heads(households), '2/3'),
    area: ratio(area(took), area(households), '2/3'),
  };
  const agreement = {
    heads: ratio(heads(agrees), heads(took), '3/4'),
    area: ratio(area(agrees), area(took), '3/4'),
  };
  const holds = [participation, agreement].every((part) => part.heads.holds && part.area.holds);
  const sure =
    ratio(heads(agrees), heads(households), '3/4').holds &&
    ratio(area(agrees), area(households), '3/4').holds;
  return { participation, agreement, passes: holds, secure: holds && sure, least_to_win: [] };
}
