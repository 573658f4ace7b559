import { engineChanged, engineGet, type EngineState } from '#shared/protocol/engine';
import type { OperationId } from '#shared/protocol/ids';
import { operationsProgressed } from '#shared/protocol/operations';
import {
  projectsChanged,
  projectsPropose,
  projectsStart,
  projectsStop,
  projectsWatch,
  type ProjectItem,
} from '#shared/protocol/projects';
import { say } from '../setup/say.mjs';
import type { HyperBoxServer } from './hyperbox-server.ts';
import { ProgressLines } from './progress-lines.ts';

/** Starts what is in the folder and prints each service's address. */
export async function startProjects(
  server: HyperBoxServer,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  await engineReady(server);
  for (const project of await projectsIn(server, folder)) {
    const proposal = await server.send(projectsPropose, { projectId: project.id }, signal);
    if (proposal) say(`${project.name} has no compose file: ${proposal.summary}`);
    say(`starting ${project.name}`);
    const lines = new ProgressLines(process.stdout);
    server.on(operationsProgressed, (progress) => {
      lines.show(progress);
    });
    const operationId = `start-${project.id}` as OperationId;
    const result = await server
      .send(projectsStart, { projectId: project.id, operationId }, signal)
      .finally(() => {
        lines.end();
      });
    for (const warning of result.warnings) say(`note: ${warning}`);
    for (const { service, wanted, chosen, holder } of result.remaps) {
      say(`${service}: port ${String(wanted)} is taken by ${holder}; using ${String(chosen)}`);
    }
    for (const { name, action, addresses } of result.services) {
      process.stdout.write(`  ${name}: ${action}${addresses.map((url) => `  ${url}`).join('')}\n`);
    }
    say(`${project.name} is up after ${(result.durationMs / 1000).toFixed(1)} s`);
  }
}

export async function stopProjects(server: HyperBoxServer, folder: string): Promise<void> {
  await engineReady(server);
  for (const project of await projectsIn(server, folder)) {
    await server.send(projectsStop, { projectId: project.id });
    say(`${project.name} is stopped`);
  }
}

/** Resolves when the server has an engine. Detection takes a moment after the server's start. */
async function engineReady(server: HyperBoxServer): Promise<void> {
  const settled = new Promise<EngineState>((resolve) => {
    server.on(engineChanged, (state) => {
      if (state.kind !== 'searching') resolve(state);
    });
  });
  const now = await server.send(engineGet, {});
  const state = now.kind === 'searching' ? await settled : now;
  if (state.kind === 'connected' || state.kind === 'searching') return;
  throw new Error(`${state.fault.message} ${state.fault.remedy}`);
}

/** The project of the folder itself; without one, those below it. */
async function projectsIn(server: HyperBoxServer, folder: string): Promise<readonly ProjectItem[]> {
  const appeared = new Promise<readonly ProjectItem[]>((resolve) => {
    server.on(projectsChanged, ({ upserted }) => {
      if (upserted.some(isDeclared)) resolve(upserted);
    });
    setTimeout(() => {
      resolve([]);
    }, 10_000).unref();
  });
  const now = await server.send(projectsWatch, { watch: true });
  const all = (now.some(isDeclared) ? now : await appeared).filter(isDeclared);
  const own = all.filter(({ directory }) => directory === folder);
  const chosen = own.length > 0 ? own : all;
  if (chosen.length === 0) throw new Error(`there is no project in ${folder}`);
  return chosen;
}

const isDeclared = ({ source }: ProjectItem): boolean => source.kind !== 'running';
