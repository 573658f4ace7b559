import { engineGet, engineList, engineSelect } from '#shared/protocol/engine';
import { onRequest, type Handler } from './handler.ts';

export const engineHandlers: readonly Handler[] = [
  onRequest(engineGet, ({ engine }) => engine.state),
  onRequest(engineList, ({ engine }) => engine.list()),
  onRequest(engineSelect, ({ engine }, { endpointId }) => engine.select(endpointId)),
];
