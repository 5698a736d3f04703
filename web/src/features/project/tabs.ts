// The project's tabs in their one order; a tab with nothing in it yet is absent.
import type { Project } from '@/api/types';

export const TABS = [
  'floors',
  'plan',
  'talk',
  'vote',
  'shares',
  'daylight',
  'notice',
  'approval',
  'works',
  'acceptance',
  'operation',
  'money',
  'record',
] as const;
export type Tab = (typeof TABS)[number];

function hasTalk(project: Project): boolean {
  const { meetings, questions, promises, unities, blocking_points, topics } = project.deliberation;
  return (
    meetings.length + questions.length + promises.length + blocking_points.length + topics.length > 0 ||
    Object.values(unities).some((on) => on !== null)
  );
}

function hasWorks({ construction }: Project): boolean {
  return (
    construction !== null &&
    (construction.commenced_on !== null ||
      construction.milestones.length > 0 ||
      construction.utilities.length > 0 ||
      construction.checks.length > 0)
  );
}

function hasAcceptance({ acceptance }: Project): boolean {
  return (
    acceptance !== null &&
    (acceptance.inspection_on !== null ||
      acceptance.accepted_on !== null ||
      acceptance.registered_on !== null)
  );
}

// Shares are there to see, or there is a price and this viewer may compare ways to share it.
function hasShares(project: Project): boolean {
  return (
    (project.funding !== null && project.house.cells.some((cell) => cell.share !== null)) ||
    (project.price.current !== null &&
      project.house.cells.length > 0 &&
      ['own', 'same_unit', 'in_area'].includes(project.viewer.relation))
  );
}

// A plan to vote on, or a law that asks before there is one.
export function mayOpenVote({ vote_form: form, stage }: Project): boolean {
  return (
    !!form?.open &&
    ['scheme', 'deliberation', 'vote'].includes(stage) &&
    (form.plan_version > 0 || form.stages.some((one) => !one.about_plan))
  );
}

export function tabsOf(project: Project): Tab[] {
  const present: Record<Tab, boolean> = {
    floors: true,
    plan: project.plan !== null,
    talk: hasTalk(project),
    vote: project.consent !== null || mayOpenVote(project),
    shares: hasShares(project),
    daylight: project.plan !== null,
    notice: project.notice !== null,
    approval:
      project.approval !== null &&
      (project.approval.lanes.length > 0 || project.approval.papers.some((paper) => paper.filed_on)),
    works: hasWorks(project),
    acceptance: hasAcceptance(project),
    operation: project.operation !== null,
    money: (project.funding?.ledger.length ?? 0) > 0,
    record: true,
  };
  return TABS.filter((tab) => present[tab]);
}

// The number beside a tab, where it says something: meetings and questions, objections, entries.
export function tabCount(project: Project, tab: Tab, events: number): number | null {
  if (tab === 'talk')
    return project.deliberation.meetings.length + project.deliberation.questions.length || null;
  if (tab === 'notice') return project.notice?.objections.length || null;
  if (tab === 'record') return events || null;
  return null;
}
