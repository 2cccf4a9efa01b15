import '@fontsource-variable/inter/index.css';
import './ui/tokens.css';
import { mount } from 'svelte';
import App from './app/App.svelte';

mount(App, { target: document.getElementById('app') as HTMLElement });
