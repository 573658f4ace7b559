import type { ReloadItem } from '#shared/protocol/reload';

/** Whether a failure is another than the service's last, or its first. */
export const isNewFailure = ({
  item,
  before,
}: {
  readonly item: ReloadItem;
  readonly before?: ReloadItem;
}): boolean => {
  const reason = reasonOf(item);
  return reason !== undefined && (before === undefined || reason !== reasonOf(before));
};

/** Numbers do not count: lines move, times and ids are never twice the same. */
const reasonOf = ({ outcome }: ReloadItem): string | undefined =>
  outcome?.kind === 'failed'
    ? `${outcome.message}\n${outcome.lines.at(-1) ?? ''}`.replace(/\d+/g, '0')
    : undefined;

/** What failed, without the service that is named before it anyway. */
export const failureMessage = (service: string, message: string): string => {
  const name = `Service "${service}": `;
  return message.startsWith(name) ? message.slice(name.length) : message;
};
