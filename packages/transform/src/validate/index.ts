export { type AdfProblem, type CheckAdfOptions, createAdfChecker } from './check-adf.ts';
