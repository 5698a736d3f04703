// Hints from the server that something changed. A hint is never data: whoever listens reads again.
export interface Hint {
  city: string;
  seq: number;
  resource: string;
  version: number;
}

// A vote is a stream of its own and may serve several projects: while one is open its hints are picked out of all.
export function watchProject(
  project: string,
  openVote: string | null,
  onHint: (hint: Hint) => void,
): () => void {
  if (typeof EventSource === 'undefined') return () => undefined;
  const wanted = [`project/${project}`, ...(openVote ? [`vote/${openVote}`] : [])];
  const source = new EventSource(
    `/api/v1/stream${openVote ? '' : `?project=${encodeURIComponent(project)}`}`,
  );
  source.addEventListener('changed', (event) => {
    try {
      const hint = JSON.parse((event as MessageEvent<string>).data) as Hint;
      if (wanted.includes(hint.resource)) onHint(hint);
    } catch {
      onHint({ city: '', seq: 0, resource: '', version: 0 }); // an unreadable hint is still a reason to look
    }
  });
  return () => source.close();
}
