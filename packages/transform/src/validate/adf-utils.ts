// The one place that knows @atlaskit/adf-utils, a CommonJS package that asks Atlassian's feature flags.
import adfUtils from '@atlaskit/adf-utils/dist/cjs/validator/validator.js';

/** Where Atlassian's products say which flags are on. */
const FLAGS = '__PLATFORM_FEATURE_FLAGS__';

/** The validator of Atlassian's own tools: throws at the first breach, and names the node. */
export function createAdfUtilsValidator(): (doc: unknown) => { readonly valid: boolean } {
  const flags: unknown = Reflect.get(globalThis, FLAGS);
  if (typeof flags !== 'object' || flags === null || Reflect.get(flags, 'booleanResolver')) {
    return adfUtils.validator();
  }
  // Nobody has said: all flags are off. Unanswered, the package complains on the console.
  Reflect.set(flags, 'booleanResolver', () => false);
  try {
    return adfUtils.validator();
  } finally {
    Reflect.set(flags, 'booleanResolver', undefined);
  }
}
