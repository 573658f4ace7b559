import { t } from '../../base/l10n.ts';
import { openAt } from '../../report-failure.ts';
import { serviceCommand } from './service-command.ts';

export const openServiceDefinition = serviceCommand({
  id: 'hyperbox.services.openDefinition',
  title: () => t('Open the definition of which service?'),
  fits: ({ service }) => service.declaredAt !== undefined,
  run: async (_, __, [service]) => {
    if (service?.declaredAt === undefined) return;
    await openAt(service.declaredAt.path, service.declaredAt.line);
  },
});
