// Node finds the validator only by its file, for which the package declares no types.
declare module '@atlaskit/adf-utils/dist/cjs/validator/validator.js' {
  const adfUtils: {
    /** The function throws at the first breach, and names the node. */
    validator(): (doc: unknown) => { readonly valid: boolean };
  };
  export default adfUtils;
}
