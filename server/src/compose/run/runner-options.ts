import type { Settings } from '#shared/protocol/workspace';
import type { CliPlaces } from '../../base/cli-plugins.ts';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { PortAllocator } from '../runner-contract.ts';
import type { Aftercare } from './aftercare.ts';
import type { Recreations } from './recreations.ts';

export interface ComposeRunnerOptions {
  readonly connection: EngineConnection;
  readonly ports: PortAllocator;
  readonly settings: () => Settings;
  /** A folder of the user's, shared by all windows. Locks lie in it. */
  readonly stateRoot: string;
  /** Where programs are that provide services. */
  readonly places: CliPlaces;
  readonly log: Log;
  readonly clock: Clock;
  /** Is told why containers are made anew. */
  readonly recreations?: Pick<Recreations, 'note'>;
  /** Watches on when a start is over; without it nobody does. */
  readonly aftercare?: Pick<Aftercare, 'follow'>;
}
