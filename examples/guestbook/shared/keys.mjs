/** Where the web page and the worker meet in Redis. */
export const keys = {
  /** What was written and not handled yet. */
  incoming: 'guestbook:incoming',
  /** What the page shows, newest first. */
  entries: 'guestbook:entries',
};
