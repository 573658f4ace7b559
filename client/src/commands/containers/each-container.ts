import * as vscode from 'vscode';
import type { ContainerItem } from '#shared/protocol/inventory';
import { each } from '../each.ts';

/**
 * Does the same to each container, with the progress bar of the view that shows it: a container may
 * take ten seconds to stop, and its row changes only at the end.
 */
export const eachContainer = async (
  containers: readonly ContainerItem[],
  work: (container: ContainerItem) => Promise<unknown>,
): Promise<void> => {
  const ofProject = containers.some(({ compose }) => compose !== undefined);
  const viewId = `hyperbox.views.${ofProject ? 'projects' : 'containers'}`;
  await vscode.window.withProgress({ location: { viewId } }, () => each(containers, work));
};
