export { default } from "./++SessionsPage.svelte.ts";
export * from "./++SessionsPage.svelte.ts";
