import { throwIfCancelled } from '../../base/error.ts';
import { cliEnvironment } from '../../engines/cli-environment.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { Engine } from '../../engines/contract.ts';
import type { ProvidersOptions } from './providers/providers.ts';
import type { ComposeRunnerOptions } from './runner-options.ts';

/** The engine, as soon as it is known whether there is one. */
export const engineOf = async (
  connection: EngineConnection,
  signal: AbortSignal,
): Promise<Engine> => {
  await connection.ready(signal);
  throwIfCancelled(signal);
  return connection.require();
};

export const addressOf = (connection: EngineConnection): string =>
  connection.state.kind === 'connected' ? connection.state.endpoint.address : '';

/** Where the engine listens, if that is a file. */
export const socketOf = (connection: EngineConnection): string | undefined => {
  const address = addressOf(connection);
  return address.startsWith('unix://') ? address.slice('unix://'.length) : undefined;
};

/** Where providers are, and what they need to reach the same engine. */
export const providerSurroundings = ({
  connection,
  places,
}: Pick<ComposeRunnerOptions, 'connection' | 'places'>): Pick<
  ProvidersOptions,
  'places' | 'env'
> => ({
  places,
  env: connection.state.kind === 'connected' ? cliEnvironment(connection.state.endpoint, {}) : {},
});
