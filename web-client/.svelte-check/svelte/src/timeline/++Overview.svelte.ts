///<reference types="svelte" />
;
  /** A note, as the ruler shows it. */
  export interface Pin {
    id: string;
    seconds: number;
    endSeconds: number | null;
    resolved: boolean;
    label: string;
  }
;;

import { columnsOf, type Peaks } from '../audio/peaks.ts';
import { clock, clockInWords, clockShort } from '../mix/format.ts';
import { addPainter, repaint } from '../ui/loop.ts';
import { type Axis, tickStep, toSeconds, toX } from './axis.ts';
import { drawWave, fitCanvas, zoomFor } from './wave.ts';

;type $$ComponentProps =  {
    axis: Axis;
    peaks: Peaks | null;
    playing: boolean;
    position: () => number;
    roughly: number;
    pins: readonly Pin[];
    selected: string | null;
    compact?: boolean;
    onseek: (seconds: number) => void;
    onpin: (id: string) => void;
  };function $$render() {

  
  
  
  
  

  const {
    axis,
    peaks,
    playing,
    position,
    roughly,
    pins,
    selected,
    compact = false,
    onseek,
    onpin,
  }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  const BACKGROUND = '#0e1218';
  const RULER = '#12161d';
  const GRID = '#1c232d';
  const LABEL = '#8f9bad';
  const OPEN = '#6cb6ff';
  const RESOLVED = '#3ecf80';
  const AHEAD = { edge: '#2f435b', body: '#5f7ea3' };
  const BEHIND = { edge: '#3f77b3', body: '#94caff' };

  const rulerHeight = $derived(compact ? 0 : 20);
  const waveHeight = $derived(compact ? 64 : 124);

  let canvas: HTMLCanvasElement;
  let box: HTMLElement;
  let width = $state(0);
  let ratio = 1;
  let hover: number | null = $state(null);
  let scrub: number | null = $state(null);
  let layers: { ahead: HTMLCanvasElement; behind: HTMLCanvasElement } | null = null;
  let stale = true;
  let drawnAt = -1;

  $effect(() => {
    void [axis.seconds, peaks, pins, selected, width, compact];
    layers = null;
    stale = true;
    repaint();
  });
  $effect(() => {
    void [playing, scrub];
    repaint();
  });

  $effect(() => {
    const sizes = new ResizeObserver(() => {
      width = box.clientWidth;
    });
    sizes.observe(box);
    void document.fonts.ready.then(() => {
      stale = true;
      repaint();
    });
    const leave = addPainter(paint);
    return () => {
      sizes.disconnect();
      leave();
    };
  });

  function paint(): boolean {
    if (width === 0) {
      return false;
    }
    const height = rulerHeight + waveHeight;
    if (fitCanvas(canvas, width, height)) {
      layers = null;
      stale = true;
    }
    ratio = canvas.width / width;
    const at = Math.round(toX(axis, scrub ?? position(), width) * ratio);
    if (stale || at !== drawnAt) {
      draw(canvas.getContext('2d') as CanvasRenderingContext2D, at);
      stale = false;
      drawnAt = at;
    }
    return playing;
  }

  function draw(g: CanvasRenderingContext2D, at: number) {
    const w = canvas.width;
    const h = canvas.height;
    const top = Math.round(rulerHeight * ratio);
    layers ??= { ahead: layer(AHEAD), behind: layer(BEHIND) };
    g.drawImage(layers.ahead, 0, 0);
    const heard = Math.max(0, Math.min(w, at));
    if (heard > 0) {
      g.drawImage(layers.behind, 0, 0, heard, h, 0, 0, heard, h);
    }
    g.fillStyle = '#ffffff';
    const line = Math.max(1, Math.round(ratio * 1.5));
    g.fillRect(Math.max(0, Math.min(w - line, at)), top, line, h - top);
    if (!compact) {
      const s = 5 * ratio;
      g.beginPath();
      g.moveTo(at - s, top - s * 1.4);
      g.lineTo(at + s, top - s * 1.4);
      g.lineTo(at, top);
      g.fill();
    }
  }

  /** Everything but the playhead, in one set of colours: drawn when something changed, copied in each frame. */
  function layer(colours: { edge: string; body: string }): HTMLCanvasElement {
    const made = document.createElement('canvas');
    made.width = canvas.width;
    made.height = canvas.height;
    const g = made.getContext('2d') as CanvasRenderingContext2D;
    const top = Math.round(rulerHeight * ratio);
    const h = made.height - top;
    g.fillStyle = BACKGROUND;
    g.fillRect(0, 0, made.width, made.height);
    if (!compact) {
      drawRuler(g, made.width, top, made.height);
    }
    for (const pin of pins) {
      if (pin.endSeconds !== null) {
        drawRange(g, pin, top, h);
      }
    }
    if (peaks) {
      const columns = columnsOf(peaks, 0, axis.seconds * peaks.sampleRate, made.width);
      const margin = Math.round(6 * ratio);
      drawWave(
        g,
        columns,
        { x: 0, y: top + margin, height: h - 2 * margin },
        colours,
        zoomFor(peaks.extremes, 4),
      );
    } else {
      g.fillStyle = colours.edge;
      g.fillRect(0, top + Math.round(h / 2), made.width, Math.max(1, Math.round(ratio)));
    }
    return made;
  }

  function drawRuler(g: CanvasRenderingContext2D, w: number, top: number, bottom: number) {
    g.fillStyle = RULER;
    g.fillRect(0, 0, w, top);
    g.font = `500 ${11 * ratio}px "Inter Variable", system-ui, sans-serif`;
    g.textBaseline = 'middle';
    const step = tickStep(axis, width);
    for (let i = 0; i * step < axis.seconds; i++) {
      const x = Math.round(toX(axis, i * step, w));
      g.fillStyle = GRID;
      g.fillRect(x, top, Math.max(1, Math.round(ratio)), bottom - top);
      g.fillStyle = '#3a4454';
      g.fillRect(x, top - 6 * ratio, Math.max(1, Math.round(ratio)), 6 * ratio);
      const label = clockShort(i * step);
      if (x + g.measureText(label).width + 8 * ratio < w) {
        g.fillStyle = LABEL;
        g.fillText(label, x + 5 * ratio, top / 2);
      }
    }
  }

  function drawRange(g: CanvasRenderingContext2D, pin: Pin, top: number, h: number) {
    const from = toX(axis, pin.seconds, canvas.width);
    const to = toX(axis, pin.endSeconds as number, canvas.width);
    const colour = pin.resolved ? RESOLVED : OPEN;
    g.fillStyle = colour;
    g.globalAlpha = pin.id === selected ? 0.3 : 0.13;
    g.fillRect(from, top, Math.max(ratio, to - from), h);
    g.globalAlpha = 1;
    g.fillRect(from, top, Math.max(ratio, to - from), Math.max(1, Math.round(2 * ratio)));
  }

  const secondsAt = (event: PointerEvent) =>
    toSeconds(axis, event.clientX - box.getBoundingClientRect().left, width);

  function press(event: PointerEvent) {
    if (event.button !== 0) {
      return;
    }
    box.setPointerCapture(event.pointerId);
    scrub = secondsAt(event);
  }

  function move(event: PointerEvent) {
    hover = event.pointerType === 'mouse' ? secondsAt(event) : null;
    if (scrub !== null) {
      scrub = secondsAt(event);
    }
  }

  function release() {
    if (scrub !== null) {
      onseek(scrub);
      scrub = null;
    }
  }
;
async () => {



 { svelteHTML.createElement("div", {  "class":`overview`,});compact;
   { svelteHTML.createElement("div", { "class":`pins`,});
       for(let pin of __sveltets_2_ensureArray(pins)){pin.id;
       { svelteHTML.createElement("button", {              "type":`button`,"tabindex":-1,"aria-label":pin.label,"title":pin.label,"onclick":() => onpin(pin.id),});pin.resolved;pin.id === selected;__sveltets_2_ensureType(String, Number, `${(pin.seconds / axis.seconds) * 100} `);
         { svelteHTML.createElement("svg", {       "viewBox":`0 0 16 18`,"width":`16`,"height":`18`,"aria-hidden":`true`,});
          if(pin.resolved){
             { svelteHTML.createElement("rect", {          "x":`1.5`,"y":`1`,"width":`13`,"height":`12.5`,"rx":`3`,});}
             { svelteHTML.createElement("path", {  "d":`M8 17.5 5.5 13h5z`,});}
             { svelteHTML.createElement("path", {    "class":`mark`,"d":`M4.800 7.2 7.2 9.6l4.200-4.6`,});}
          }else{
             { svelteHTML.createElement("path", {  "d":`M8 17.5 3.2 11.3A6.500 6.5 0 1 1 12.8 11.3z`,});}
             { svelteHTML.createElement("circle", {        "class":`hole`,"cx":`8`,"cy":`7.2`,"r":`2.2`,});}
          }
         }
       }
    }
   }
  
   { const $$_div1 = svelteHTML.createElement("div", {                            "class":`wave`,"role":`slider`,"tabindex":0,"aria-label":`Position in the song`,"aria-valuemin":0,"aria-valuemax":Math.round(axis.seconds * 10) / 10,"aria-valuenow":Math.round(roughly * 10) / 10,"aria-valuetext":`${clockInWords(roughly)} of ${clockInWords(axis.seconds)}`,"onpointerdown":press,"onpointermove":move,"onpointerup":release,"onpointercancel":() => {
      scrub = null;
    },"onpointerleave":() => {
      hover = null;
    },});box = $$_div1;
     { const $$_canvas2 = svelteHTML.createElement("canvas", {  });canvas = $$_canvas2;__sveltets_2_ensureType(String, Number, `${rulerHeight + waveHeight} `); }
    if(scrub !== null || hover !== null){
      const at = scrub ?? hover ?? 0;
      const x = toX(axis, at, width);
       { svelteHTML.createElement("span", {  "class":`hover`,});__sveltets_2_ensureType(String, Number, ` ${x} `); }
       { svelteHTML.createElement("span", {  "class":`time`,});__sveltets_2_ensureType(String, Number, ` ${x}     `);clock(at); }
    }
   }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Overview__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Overview__SvelteComponent_ = ReturnType<typeof Overview__SvelteComponent_>;
/*Ωignore_endΩ*/export default Overview__SvelteComponent_;