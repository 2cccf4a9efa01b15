export { default } from "./++SessionPage.svelte.ts";
export * from "./++SessionPage.svelte.ts";
