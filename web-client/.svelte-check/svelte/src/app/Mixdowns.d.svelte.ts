export { default } from "./++Mixdowns.svelte.ts";
export * from "./++Mixdowns.svelte.ts";
