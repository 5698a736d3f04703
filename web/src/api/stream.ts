// Hints from the server that something changed. A hint is never data: whoever listens reads again.
export interface Hint {
  city: string;
  seq: number;
  resource: string;
  version: number;
}

export function watchProject(project: string, onHint: (hint: Hint) => void): () => void {
  if (typeof EventSource === 'undefined') return () => undefined;
  const source = new EventSource(`/api/v1/stream?project=${encodeURIComponent(project)}`);
  source.addEventListener('changed', (event) => {
    try {
      onHint(JSON.parse((event as MessageEvent<string>).data) as Hint);
    } catch {
      onHint({ city: '', seq: 0, resource: '', version: 0 }); // an unreadable hint is still a reason to look
    }
  });
  return () => source.close();
}
