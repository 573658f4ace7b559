import type { ProjectItem, ServiceItem, ServiceState } from '#shared/protocol/projects';

const up: ReadonlySet<ServiceState> = new Set([
  'running',
  'healthy',
  'starting',
  'unhealthy',
  'restarting',
  'partial',
]);
/** SIGKILL and SIGTERM as exit codes: somebody stopped it, or it ended as it should. */
const stoppedCodes: ReadonlySet<number> = new Set([0, 137, 143]);

/**
 * The services that a save may restart: those that are up, those that crashed (the save may well be
 * the cure), and those that we ourselves are restarting or have restarted, however they fared.
 */
export const eligibleServices = (
  item: ProjectItem,
  acted: ReadonlySet<string>,
): ReadonlySet<string> =>
  new Set(
    item.services
      .filter(
        (service) =>
          !service.orphan &&
          (up.has(service.state) ||
            (isThere(service) && (acted.has(service.name) || crashed(service)))),
      )
      .map(({ name }) => name),
  );

const isThere = (service: ServiceItem): boolean =>
  service.state !== 'absent' && service.state !== 'outside-profile';

const crashed = ({ state, containers }: ServiceItem): boolean =>
  state === 'exited' &&
  containers.some(
    ({ exitCode, stopAsked }) =>
      stopAsked !== true && exitCode !== undefined && !stoppedCodes.has(exitCode),
  );

/** A project with the toggles of some services off, before it says so itself. */
export const withOff = (item: ProjectItem, isOff: (service: string) => boolean): ProjectItem => ({
  ...item,
  services: item.services.map((service) =>
    isOff(service.name) ? { ...service, autoRestart: false } : service,
  ),
});
