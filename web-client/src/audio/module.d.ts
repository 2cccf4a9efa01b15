/** What mixdown-web is compiled to; vite.config.ts says where it lies. */
declare module '#engine.wasm?url' {
  const address: string;
  export default address;
}
