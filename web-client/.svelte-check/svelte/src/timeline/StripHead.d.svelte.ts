export { default } from "./++StripHead.svelte.ts";
export * from "./++StripHead.svelte.ts";
