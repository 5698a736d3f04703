// One thin client for /api/v1: it returns a value or the problem that the server named, and never throws.
import { lang, t } from '@/i18n';
import type {
  Agreement,
  AgreementCounts,
  BuildingAnswer,
  BuildingQuestion,
  Certificate,
  ConsentAnswer,
  ConsentQuestion,
  Daylight,
  EventLine,
  EventPage,
  Invitation,
  Look,
  OwnSession,
  SecondFactor,
  Revealed,
  Me,
  PlaceTree,
  PaperLine,
  PolicyLine,
  Problem,
  Project,
  ProjectListed,
  Recorded,
  SearchPage,
  Shares,
  Summary,
  TaskPage,
} from './types';

export type Answer<T> = { ok: true; value: T; etag: string | null } | { ok: false; problem: Problem };
export type Reread<T> = Answer<T> | { ok: true; unchanged: true };

const BASE = '/api/v1/';

// No answer came: the command may or may not have arrived, so a repeat must carry the same key.
export const NO_ANSWER = 'web.no_answer';

async function problemOf(response: Response): Promise<Problem> {
  const known = (await response.json().catch(() => null)) as Problem | null;
  return known?.code
    ? known
    : {
        type: 'about:blank',
        title: response.statusText,
        status: response.status,
        code: 'web.unexpected',
        detail: t('common.unexpected', { status: response.status }),
      };
}

async function call(path: string, init: RequestInit = {}): Promise<Response | Problem> {
  try {
    const headers = { Accept: 'application/json', 'Accept-Language': lang.value, ...init.headers };
    return await fetch(BASE + path, { credentials: 'same-origin', cache: 'no-store', ...init, headers });
  } catch {
    return { type: 'about:blank', title: '', status: 0, code: NO_ANSWER, detail: t('common.no_answer') };
  }
}

export async function read<T>(path: string, etag: string | null = null): Promise<Reread<T>> {
  const response = await call(path, etag ? { headers: { 'If-None-Match': etag } } : {});
  if (!(response instanceof Response)) return { ok: false, problem: response };
  if (response.status === 304) return { ok: true, unchanged: true };
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  return { ok: true, value: (await response.json()) as T, etag: response.headers.get('ETag') };
}

async function get<T>(path: string): Promise<Answer<T>> {
  return (await read<T>(path)) as Answer<T>; // without an ETag there is no "unchanged"
}

async function post<T>(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const response = await call(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  if (!(response instanceof Response)) return { ok: false, problem: response };
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  return { ok: true, value: (await response.json()) as T, etag: response.headers.get('ETag') };
}

export const getMe = () => get<Me>('me');
export const getSummary = () => get<Summary>('summary');
export const readProject = (id: string, etag: string | null = null) =>
  read<Project>(`projects/${encodeURIComponent(id)}`, etag);
export const getShares = (id: string) => get<Shares>(`projects/${encodeURIComponent(id)}/shares`);
export const getAgreement = (id: string, query: string) =>
  get<Agreement | AgreementCounts>(`projects/${encodeURIComponent(id)}/agreement${query ? `?${query}` : ''}`);
export const getDaylight = (id: string) => get<Daylight>(`projects/${encodeURIComponent(id)}/daylight`);
export const getCertificate = (vote: string) =>
  get<Certificate>(`votes/${encodeURIComponent(vote)}/certificate`);
export const getDocuments = (project: string) =>
  get<{ items: PaperLine[] }>(`projects/${encodeURIComponent(project)}/documents`);
// Where a browser opens or fetches one by itself.
export const documentUrl = (project: string, name: string, format: string) =>
  `${BASE}projects/${encodeURIComponent(project)}/documents/${name}.${format}`;
export const getPolicies = () => get<{ items: PolicyLine[] }>('policies');
export const getPlace = (id: string) => get<PlaceTree>(`places/${encodeURIComponent(id)}`);
export const calculateBuilding = (question: BuildingQuestion) =>
  post<BuildingAnswer>('calculators/building', question);
export const calculateConsent = (question: ConsentQuestion) =>
  post<ConsentAnswer>('calculators/consent', question);
// `code`: of the second factor; `ownPin`: chosen by a household that comes with its printed PIN.
export const signIn = (login: string, password: string, code = '', ownPin = '') =>
  post<Me>('session', {
    login,
    password,
    ...(code ? { code } : {}),
    ...(ownPin ? { own_pin: ownPin } : {}),
  });
export const getTasks = (after = '') =>
  get<TaskPage>(`tasks${after ? `?after=${encodeURIComponent(after)}` : ''}`);
export const search = (q: string, kind = '') =>
  get<SearchPage>(`search?q=${encodeURIComponent(q)}${kind ? `&kind=${kind}` : ''}`);
export const makeInvitation = (household: string) => post<Invitation>('invitations', { household });
export const listProjects = (area: string) =>
  get<{ items: ProjectListed[]; next: string | null }>(`projects?limit=200&area=${encodeURIComponent(area)}`);

export async function signOut(): Promise<boolean> {
  const response = await call('session', { method: 'DELETE' });
  return response instanceof Response && response.ok;
}

async function silent(path: string, init: RequestInit): Promise<Problem | null> {
  const response = await call(path, init);
  if (!(response instanceof Response)) return response;
  return response.ok ? null : problemOf(response);
}

export const getOwnSessions = () => get<{ items: OwnSession[] }>('accounts/me/sessions');
export const endSession = (id: string) =>
  silent(`accounts/me/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
export const getLooks = () => get<{ items: Look[] }>('accounts/me/reads');
export const changePassword = (password: string, new_password: string) =>
  silent('accounts/me/password', {
    method: 'POST',
    body: JSON.stringify({ password, new_password }),
    headers: { 'Content-Type': 'application/json' },
  });
export const enrolSecondFactor = (password: string) =>
  post<SecondFactor>('accounts/me/second-factor', { password });
export const confirmSecondFactor = (code: string) =>
  silent('accounts/me/second-factor/confirm', {
    method: 'POST',
    body: JSON.stringify({ code }),
    headers: { 'Content-Type': 'application/json' },
  });
// A look at masked words in full. It is on record before the answer comes.
export const reveal = (
  question: { household: string; fields: string[]; purpose: string; reason: string },
  key: string,
) => post<Revealed>('reveals', question, { 'Idempotency-Key': key });

// All events after a sequence number, page by page, newest last.
export async function getEvents(id: string, after = ''): Promise<Answer<EventLine[]>> {
  const items: EventLine[] = [];
  let cursor: string | null = after;
  for (let page = 0; page < 20 && cursor !== null; ++page) {
    const query: string = `limit=200${cursor ? `&after=${encodeURIComponent(cursor)}` : ''}`;
    const answer: Answer<EventPage> = await get<EventPage>(
      `projects/${encodeURIComponent(id)}/events?${query}`,
    );
    if (!answer.ok) return answer;
    items.push(...answer.value.items);
    cursor = answer.value.next;
  }
  return { ok: true, value: items, etag: null };
}

export interface Command {
  stream: 'projects' | 'votes';
  id: string;
  type: string;
  data: Record<string, unknown>;
  occurred_on?: string; // claimed, when it was noted without a network
  evidence?: string;
}

export function sendCommand(
  command: Command,
  key: string,
  version: number | null,
): Promise<Answer<Recorded>> {
  return post<Recorded>(
    `${command.stream}/${encodeURIComponent(command.id)}/commands`,
    {
      type: command.type,
      data: command.data,
      ...(command.occurred_on ? { occurred_on: command.occurred_on, evidence: command.evidence } : {}),
    },
    { 'Idempotency-Key': key, ...(version === null ? {} : { 'If-Match': `"${version}"` }) },
  );
}

export const openVote = (data: Record<string, unknown>, key: string) =>
  post<Recorded>('votes', { type: 'vote.Open', data }, { 'Idempotency-Key': key });

// The new project's id is in the answer's Location.
export async function openProject(
  data: { community: string; building: string; unit: string; title: string },
  key: string,
): Promise<Answer<{ id: string }>> {
  const response = await call('projects', {
    method: 'POST',
    body: JSON.stringify({ type: 'project.Open', data }),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
  });
  if (!(response instanceof Response)) return { ok: false, problem: response };
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  const id = decodeURIComponent(response.headers.get('Location')?.split('/').at(-1) ?? '');
  return { ok: true, value: { id }, etag: response.headers.get('ETag') };
}
