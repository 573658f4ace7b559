import { composeConfig } from '#shared/protocol/compose';
import { onRequest, type Handler } from './handler.ts';

export const composeHandlers: readonly Handler[] = [
  onRequest(composeConfig, ({ composeConfigs }, params) => composeConfigs.show(params)),
];
