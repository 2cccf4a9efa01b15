export { default } from "./++Lane.svelte.ts";
export * from "./++Lane.svelte.ts";
