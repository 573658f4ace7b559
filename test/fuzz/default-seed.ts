/** The campaign that the documentation speaks of. */
export const defaultSeed = 20_260_721;
