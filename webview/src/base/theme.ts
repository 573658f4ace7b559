let known = new Map<string, string>();

/** A canvas knows no CSS variables: this reads one, once a theme. */
export const themeColour = (variable: string): string => {
  const there = known.get(variable);
  if (there !== undefined) return there;
  const style = getComputedStyle(document.body);
  const value = style.getPropertyValue(variable).trim();
  const colour = value === '' ? style.color : value;
  known.set(variable, colour);
  return colour;
};

/** VS Code changes the class of the body and the variables of the root when the theme changes. */
export const onThemeChange = (listener: () => void): void => {
  const observer = new MutationObserver(() => {
    known = new Map();
    listener();
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
};
