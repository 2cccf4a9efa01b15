export { default } from "./++Hearing.svelte.ts";
export * from "./++Hearing.svelte.ts";
