import { h } from '../base/dom.ts';
import { t } from '../base/text.ts';

/** Often enough to know what goes on, and seldom enough to be listened to. */
const everyMs = 5000;

/** Tells a screen reader what has come: how much of it, not line by line. */
export const announcer = () => {
  const element = h('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  let lines = 0;
  let alarms = 0;
  let timer: number | undefined;
  const say = (): void => {
    timer = undefined;
    const count = lines === 1 ? t('1 new line') : t('{0} new lines', lines);
    element.textContent =
      alarms === 0 ? count : t('{0}, {1} of them errors or warnings', count, alarms);
    lines = alarms = 0;
  };
  return {
    element,
    /** Something that has to be known now. */
    say: (text: string) => {
      element.textContent = text;
    },
    came: (count: number, alarming: number) => {
      lines += count;
      alarms += alarming;
      if (count > 0) timer ??= setTimeout(say, everyMs);
    },
  };
};
