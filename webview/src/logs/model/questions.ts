import type { LogsToHost, LogsToPage } from '#shared/panels/logs';

type Question = Extract<LogsToHost, { readonly kind: 'read' | 'find' | 'count' }>;
type Answer = Extract<LogsToPage, { readonly ask: number }>;
type WithoutAsk<One> = One extends unknown ? Omit<One, 'ask'> : never;

export type Asked = WithoutAsk<Question>;
type Post = (message: LogsToHost) => void;

/** What the page asks its host, each question with what is to be done with its answer. */
export class Questions {
  readonly #post: Post;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Returns what takes the question back. */
  ask(question: Asked, onAnswer: (answer: Answer) => void): () => void {
    const ask = ++this.#last;
    this.#waiting.set(ask, onAnswer);
    this.#post({ ...question, ask });
    return () => {
      if (this.#waiting.delete(ask)) this.#post({ kind: 'cancel', ask });
    };
  }

  take(answer: Answer): void {
    const onAnswer = this.#waiting.get(answer.ask);
    this.#waiting.delete(answer.ask);
    onAnswer?.(answer);
  }
}
