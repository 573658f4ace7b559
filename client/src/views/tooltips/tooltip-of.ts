import type { ContainerItem } from '#shared/protocol/inventory';
import type { ServiceItem } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatDuration } from '../../format/duration.ts';
import { addressesOf } from '../../format/ports.ts';
import { causeWords, outcomeWord, stageWords } from '../../reload/words.ts';
import { projectWord } from '../looks/project.ts';
import { shortId } from '../looks/image.ts';
import { containerState, endOf, serviceState } from '../looks/states.ts';
import type { Target, TargetOf } from '../target.ts';
import { Tooltip } from './tooltip.ts';

type Makers = { readonly [K in Target['kind']]: (target: TargetOf<K>) => Tooltip | undefined };

const makers: Makers = {
  project: ({ project }) =>
    new Tooltip(project.name, projectWord(project))
      .text(project.problem?.message)
      .text(project.problem?.hint)
      .field(t('Folder'), project.directory)
      .list(t('Files'), filesOf(project.source)),
  profile: ({ profile, active }) =>
    new Tooltip(profile).text(
      active
        ? t('Its services start with the project.')
        : t('Its services stay out until the profile is active.'),
    ),
  service: ({ service }) => {
    const tooltip = new Tooltip(service.name, serviceState(service).word)
      .text(endOfService(service))
      .text(service.drifted ? t('The file has changed since it was started.') : undefined)
      .field(t('Image'), service.image)
      .addresses(t('Addresses'), addressesOf(service.ports))
      .field(t('Depends on'), service.dependsOn.join(', '))
      .field(t('Profiles'), service.profiles.join(', '));
    const [only, ...others] = service.containers;
    return only === undefined || others.length > 0 ? tooltip : container(tooltip, only);
  },
  container: (target) => {
    const item = target.container;
    const tooltip = new Tooltip(item.name, containerState(item).word)
      .text(endOf(item))
      .field(t('Image'), item.image)
      .addresses(t('Addresses'), addressesOf(item.ports));
    return container(tooltip, item);
  },
  image: ({ image, reference }) =>
    new Tooltip(reference === image.id ? shortId(image.id) : reference)
      .field(t('Id'), shortId(image.id))
      .field(t('Size'), formatBytes(image.sizeBytes))
      .field(t('Made'), formatTime(image.createdAtMs))
      .list(t('Names'), image.tags),
  volume: ({ volume }) =>
    new Tooltip(volume.name)
      .field(t('Driver'), volume.driver)
      .field(t('On the engine at'), volume.mountpoint)
      .field(t('Made'), formatTime(volume.createdAtMs))
      .field(t('Project'), volume.labels['com.docker.compose.project']),
  network: ({ network }) =>
    new Tooltip(network.name)
      .field(t('Id'), shortId(network.id))
      .field(t('Driver'), network.driver)
      .field(t('Scope'), network.scope)
      .field(t('Project'), network.labels['com.docker.compose.project'])
      .list(t('Subnets'), network.subnets),
  engine: ({ state }) => {
    if (state.kind !== 'connected') return undefined;
    const { engine, endpoint } = state;
    return new Tooltip(`${engine.product} ${engine.version}`)
      .field(t('Found as'), endpoint.label)
      .field(t('Address'), endpoint.address)
      .field(t('API'), engine.apiVersion)
      .field(t('Platform'), `${engine.os}/${engine.architecture}`)
      .field(t('Processors'), String(engine.cpus))
      .field(t('Memory'), formatBytes(engine.memoryBytes))
      .text(engine.rootless ? t('Runs without root rights.') : undefined);
  },
  reload: ({ reload }) =>
    new Tooltip(reload.service, outcomeWord(reload.outcome))
      .text(reload.outcome?.kind === 'failed' ? reload.outcome.message : undefined)
      .field(t('Project'), reload.project)
      .field(t('What was done'), reload.action)
      .field(t('Saved'), `${formatTime(reload.savedAtMs) ?? ''}, ${causeWords[reload.cause]()}`)
      .list(t('Files'), shortened(reload.files, reload.fileCount))
      .list(t('Why'), reload.why)
      .list(
        t('Stages'),
        reload.stages.map(({ name, atMs }) => `${stageWords[name]()} +${formatDuration(atMs)}`),
      ),
  file: ({ path }) => new Tooltip(path),
  text: () => undefined,
};

/** The tooltip of a row; the kind picks the maker for exactly that kind. */
export const tooltipOf = <K extends Target['kind']>(target: TargetOf<K>): Tooltip | undefined => {
  const make = makers[target.kind] as (target: TargetOf<K>) => Tooltip | undefined;
  return make(target);
};

/** The first of many, and how many more there are. */
const shortened = (values: readonly string[], count: number): readonly string[] => {
  const first = values.slice(0, 8);
  return count > first.length ? [...first, t('{0} more', count - first.length)] : first;
};

/** Of one container its own end, of several what the server says of all. */
const endOfService = ({ containers, reason }: ServiceItem): string | undefined => {
  const [only, ...others] = containers;
  return only === undefined || others.length > 0 ? reason : (endOf(only) ?? reason);
};

const container = (tooltip: Tooltip, item: ContainerItem): Tooltip =>
  tooltip
    .field(t('Id'), shortId(item.id))
    .field(t('Command'), item.command)
    .field(t('Made'), formatTime(item.createdAtMs))
    .field(t('Started'), formatTime(item.startedAtMs))
    .field(t('Restarts'), item.restartCount === 0 ? undefined : item.restartCount?.toString())
    .field(t('Networks'), item.networks.join(', '))
    .list(
      t('Mounts'),
      item.mounts.map(
        ({ source, target, readOnly }) =>
          `${source} → ${target}${readOnly ? ` (${t('read only')})` : ''}`,
      ),
    );

const formatTime = (timeMs: number | undefined): string | undefined =>
  timeMs === undefined ? undefined : new Date(timeMs).toLocaleString();

const filesOf = (source: TargetOf<'project'>['project']['source']): readonly string[] =>
  'files' in source ? source.files : [source.file];
