// The engine beside the page, so that dragging the lift never waits for rays.
import { Engine, type Box, type Light, type Scene } from './engine';

export type Question = { kind: 'scene'; scene: Scene } | { kind: 'lift'; turn: number; lift: Box[] };
export interface Reply {
  turn: number;
  before: Light[];
  after: Light[];
}

let engine: Engine | null = null;
self.onmessage = (event: MessageEvent<Question>) => {
  const asked = event.data;
  if (asked.kind === 'scene') engine = new Engine(asked.scene);
  else if (engine)
    self.postMessage({ turn: asked.turn, before: engine.before(), after: engine.after(asked.lift) } as Reply);
};
