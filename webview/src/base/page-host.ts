import * as z from 'zod/mini';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => VsCodeApi;

/** The other side of the page: the extension host, and the state that VS Code keeps for it. */
export interface PageHost<ToHost> {
  post(message: ToHost): void;
  /** The settings that the user left this page with. */
  readonly settings: unknown;
  /** Keeps the settings over hiding the panel and reloading the window. */
  keep(settings: unknown): void;
}

const savedState = z.object({
  settings: z.optional(z.unknown()),
  restore: z.optional(z.unknown()),
  /** What the page was of. */
  of: z.optional(z.string()),
});
const initialised = z.object({ kind: z.literal('init'), restore: z.unknown() });

/**
 * Connects the page to its host. What arrives is parsed; what does not parse is not for us. Messages
 * to the host keep the page's own type, and the host parses them in turn.
 */
export const connectHost = <ToPage, ToHost>(
  schema: z.ZodMiniType<ToPage>,
  listener: (message: ToPage) => void,
): PageHost<ToHost> => {
  const api = acquireVsCodeApi();
  const { of } = document.body.dataset;
  const saved = savedState.safeParse(api.getState()).data;
  const state = saved !== undefined && saved.of === of ? saved : { of };
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const init = initialised.safeParse(event.data).data;
    if (init !== undefined) {
      state.restore = init.restore;
      api.setState(state);
    }
    const message = schema.safeParse(event.data);
    if (message.success) listener(message.data);
  });
  return {
    post: (message) => {
      api.postMessage(message);
    },
    settings: state.settings,
    keep: (settings) => {
      state.settings = settings;
      api.setState(state);
    },
  };
};

// The policy of the page forbids making code from text, which zod would try for speed.
z.config({ jitless: true });
