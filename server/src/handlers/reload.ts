import {
  reloadAgain,
  reloadClear,
  reloadExplain,
  reloadFileSaved,
  reloadSetAutoRestart,
  reloadWatch,
} from '#shared/protocol/reload';
import { done } from './done.ts';
import { onNotification, onRequest, type Handler } from './handler.ts';

export const reloadHandlers: readonly Handler[] = [
  onRequest(reloadSetAutoRestart, ({ projects }, { projectId, service, enabled }) =>
    done(projects.setAutoRestart(projectId, enabled, service)),
  ),
  onNotification(reloadFileSaved, ({ reload }, { path }) => {
    reload.fileSaved(path);
  }),
  onRequest(reloadWatch, ({ reloadWatches }, { watch }, { client }) =>
    reloadWatches.watch(client, watch),
  ),
  onRequest(reloadExplain, ({ reload }, { projectId, service }) =>
    reload.explain(projectId, service),
  ),
  onRequest(reloadAgain, ({ reload }, { reloadId }) => done(reload.again(reloadId))),
  onRequest(reloadClear, ({ timeline }) => {
    timeline.clear();
    return null;
  }),
];
