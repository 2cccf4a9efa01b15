export { default } from "./++CopyHash.svelte.ts";
export * from "./++CopyHash.svelte.ts";
