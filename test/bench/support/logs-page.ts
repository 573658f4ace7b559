import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { logsToHost, type LogsToHost, type LogsToPage } from '#shared/panels/logs';
import type { StreamId } from '#shared/protocol/ids';
import {
  logsClose,
  logsOpen,
  logsRead,
  logsReceived,
  logsView,
  type LogLine,
  type LogsOpened,
  type LogsTarget,
} from '#shared/protocol/logs';
import { pageLine } from '../../../client/src/panels/page-line.ts';
import { PanelStream } from '../../../client/src/panels/panel-stream.ts';
import type { HyperBoxServer } from '../../../scripts/start/hyperbox-server.ts';

const address = 'http://panel.test/';
/** What VS Code gives to a page. */
const html = `<!DOCTYPE html>
<html lang="en" style="height: 100%">
<head><link rel="stylesheet" href="codicon.css"><link rel="stylesheet" href="logs.css"></head>
<body>
<script>
const acquireVsCodeApi = () => ({ postMessage: toHost, getState: () => undefined, setState: () => {} });
</script>
<script src="logs.js"></script>
</body>
</html>`;

interface Received {
  readonly streamId: StreamId;
  readonly lines: readonly LogLine[];
  readonly dropped: number;
}

export interface PageMemory {
  /** What its scripts have, once garbage is collected. */
  readonly heapMegabytes: number;
  readonly nodes: number;
}

/**
 * The page of a logs panel as it is built, following a log of a real server; alone in a browser's page,
 * so that what it has in memory is its own. The extension's part in between is done here.
 */
export class LogsPanelPage {
  readonly #page: Page;
  readonly #server: HyperBoxServer;
  readonly #stream: PanelStream<LogsOpened, Received>;
  #session: CDPSession | undefined;
  #lines = 0;
  #turn = 0;
  #heard: () => void = () => undefined;
  #posting: Promise<unknown> = Promise.resolve();

  private constructor(page: Page, server: HyperBoxServer, target: LogsTarget) {
    this.#page = page;
    this.#server = server;
    this.#stream = new PanelStream(
      {
        open: () => server.send(logsOpen, { target, keep: true, tail: 0 }),
        close: (streamId) => server.send(logsClose, { streamId }),
      },
      {
        state: (state) => {
          this.#post({ kind: 'state', state });
        },
        opened: ({ sources }) => {
          const shown = sources.map((key) => ({ key, added: false }));
          this.#post({ kind: 'opened', turn: this.#turn, sources: shown });
        },
        received: (received) => {
          this.#received(received);
        },
      },
    );
    server.on(logsReceived, (received) => {
      this.#stream.receive(received);
    });
  }

  /** `root` is that of this repository, with `dist/` built. */
  static async open(
    page: Page,
    of: { readonly server: HyperBoxServer; readonly target: LogsTarget; readonly root: string },
  ): Promise<LogsPanelPage> {
    await page.route(`${address}**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') await route.fulfill({ contentType: 'text/html', body: html });
      else await route.fulfill({ path: path.join(of.root, 'dist', 'webview', name) });
    });
    const panel = new LogsPanelPage(page, of.server, of.target);
    const ready = Promise.withResolvers<null>();
    await page.exposeFunction('toHost', (raw: unknown) => {
      const message = logsToHost.parse(raw);
      if (message.kind === 'ready') ready.resolve(null);
      else void panel.#take(message);
    });
    await page.goto(address);
    await ready.promise;
    panel.#session = await page.context().newCDPSession(page);
    await panel.#stream.start();
    return panel;
  }

  /** Of all it was sent, and told it was spared. */
  get lines(): number {
    return this.#lines;
  }

  /** Resolves when the page has heard of so many lines, and shows the last of them. */
  async until(count: number): Promise<void> {
    while (this.#lines < count) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
    await this.#posting;
    // One frame in which it draws, and one in which nothing is left to draw.
    await this.#page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }),
    );
  }

  async memory(): Promise<PageMemory> {
    const session = this.#session;
    if (session === undefined) throw new Error('the page is not open');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes } = await session.send('Memory.getDOMCounters');
    return { heapMegabytes: usedSize / 2 ** 20, nodes };
  }

  async close(): Promise<void> {
    this.#stream.stop();
    await this.#page.close();
  }

  #received({ lines, dropped }: Received): void {
    this.#lines += lines.length + dropped;
    this.#post({ kind: 'received', turn: this.#turn, lines: lines.map(pageLine), dropped });
    this.#heard();
  }

  async #take(message: LogsToHost): Promise<void> {
    const { streamId } = this.#stream;
    if (message.kind === 'view') {
      this.#turn = message.turn;
      const { filter, follow } = message;
      if (streamId !== undefined) await this.#server.send(logsView, { streamId, filter, follow });
    } else if (message.kind === 'read' && streamId !== undefined) {
      const { ask, at, before, after } = message;
      const place = at === undefined ? {} : { at };
      const read = await this.#server.send(logsRead, { streamId, ...place, before, after });
      this.#post({ kind: 'window', ask, ...read, lines: read.lines.map(pageLine) });
    }
  }

  /** In their order, one at a time. */
  #post(message: LogsToPage): void {
    this.#posting = this.#posting.then(() =>
      this.#page.evaluate((said) => {
        window.postMessage(said, '*');
      }, message),
    );
  }
}
