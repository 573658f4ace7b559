import { diskKinds, type DiskKind, type PageDisk } from '#shared/panels/metrics';
import { iconButton, textButton } from '../base/controls.ts';
import { h } from '../base/dom.ts';
import { t } from '../base/text.ts';
import { formatBytes, formatCount } from './model/format.ts';

interface DiskEvents {
  readonly onAsk: () => void;
  readonly onCleanUp: (what: DiskKind) => void;
}

const names: Readonly<Record<DiskKind, () => string>> = {
  images: () => t('Images'),
  containers: () => t('Containers'),
  volumes: () => t('Volumes'),
  buildCache: () => t('Build cache'),
};

/** What the engine keeps on its disk: added up when somebody opens it, which takes the engine a while. */
export class DiskSection {
  readonly element: HTMLDetailsElement;
  readonly #body = h('div', { class: 'disk-body', 'aria-live': 'polite' });
  readonly #events: DiskEvents;

  constructor(events: DiskEvents) {
    this.#events = events;
    this.element = h(
      'details',
      { class: 'disk' },
      h('summary', {}, h('h2', {}, t('Disk usage of the engine'))),
      this.#body,
    );
    this.element.addEventListener('toggle', () => {
      if (this.element.open) this.#ask();
    });
  }

  show(usage: PageDisk): void {
    const all = diskKinds.reduce((sum, kind) => sum + usage[kind].bytes, 0);
    const again = iconButton({
      icon: 'refresh',
      label: t('Add up again'),
      onClick: () => {
        this.#ask();
      },
    });
    const heads = [t('Kind'), t('Count'), t('Size'), t('Of it, reclaimable')];
    this.#body.replaceChildren(
      h(
        'table',
        { class: 'disk-table' },
        h('caption', { class: 'visually-hidden' }, t('Disk usage of the engine')),
        h(
          'thead',
          {},
          h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)), h('td', {}, again)),
        ),
        h('tbody', {}, ...diskKinds.map((kind) => this.#row(kind, usage[kind], all))),
      ),
    );
  }

  fail(message: string): void {
    this.#body.replaceChildren(
      h('p', { class: 'quiet' }, message),
      textButton(t('Try Again'), () => {
        this.#ask();
      }),
    );
  }

  #ask(): void {
    this.#body.replaceChildren(h('p', { class: 'quiet' }, t('The engine is adding up…')));
    this.#events.onAsk();
  }

  #row(kind: DiskKind, { count, bytes, reclaimableBytes }: PageDisk[DiskKind], all: number) {
    const part = (of: number, name: string): HTMLElement => {
      const fill = h('span', { class: name });
      fill.style.width = `${String(all > 0 ? (of / all) * 100 : 0)}%`;
      return fill;
    };
    const kept = Math.max(0, bytes - reclaimableBytes);
    const bar = h(
      'span',
      { class: 'disk-bar', 'aria-hidden': 'true' },
      part(kept, 'disk-kept'),
      part(Math.min(bytes, reclaimableBytes), 'disk-free'),
    );
    const cell = h('td', {});
    if (reclaimableBytes > 0) {
      const button = textButton(t('Clean Up…'), () => {
        this.#events.onCleanUp(kind);
      });
      button.setAttribute('aria-label', t('Clean up {0}…', names[kind]()));
      cell.append(button);
    }
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, names[kind]()),
      h('td', {}, formatCount(count)),
      h('td', {}, h('span', {}, formatBytes(bytes)), bar),
      h('td', {}, formatBytes(reclaimableBytes)),
      cell,
    );
  }
}
