/** `java.lang.IllegalStateException: x`, `ValueError`, `TypeError [ERR_X]: x`, and how Python begins. */
export const exception =
  /^(?:Uncaught )?(?:(?:[\w$]{1,60}\.){0,12}(?:[A-Z]\w{0,60})?(?:Error|Exception)(?: \[\w+\])?(?::|$)|(?: {2}\+ Exception Group )?Traceback \(most recent call last\):|Exception in thread )/;

/** Whether a line says which exception it was, and nothing before that. */
export const isException = (text: string): boolean => exception.test(text);
