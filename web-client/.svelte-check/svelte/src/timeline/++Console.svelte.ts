///<reference types="svelte" />
;
import { stemPeaksPath } from '../api/client.ts';
import type { Mix, Processor, Track } from '../api/types.ts';
import { counted, decibels } from '../mix/format.ts';
import { summarise } from '../mix/inserts.ts';
import { feeds, outputName } from '../mix/lookup.ts';
import type { Axis } from './axis.ts';
import Lane, { type PlacedClip } from './Lane.svelte';
import StripHead from './StripHead.svelte';
import type { PeaksShelf } from './shelf.svelte.ts';
import { zoomFor } from './wave.ts';

;type $$ComponentProps =  {
    mix: Mix;
    processors: readonly Processor[];
    axis: Axis;
    shelf: PeaksShelf;
    playing: boolean;
    position: () => number;
  };function $$render() {

  
  
  
  
  
  
  
  
  
  

  /** Every strip of the mix: tracks with their waveforms on the time axis, buses, the master. To be read, not moved. */
  const {
    mix,
    processors,
    axis,
    shelf,
    playing,
    position,
  }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  /** Which lanes have been on the screen: what nobody has seen yet is not fetched. */
  let seen: ReadonlySet<string> = $state.raw(new Set());

  const soloing = $derived(mix.tracks.some((t) => t.strip.soloed) || mix.buses.some((b) => b.strip.soloed));
  const lanes = $derived(
    mix.tracks.map((track) => {
      const clips = placed(track, seen.has(track.id));
      return {
        track,
        clips,
        zoom: Math.min(...clips.map((c) => (c.peaks ? zoomFor(c.peaks.extremes, 8) : 8)), 8),
        dimmed: track.strip.muted || (soloing && !track.strip.soloed),
        inserts: track.strip.inserts.map((i) => summarise(i, processors)),
        sends: track.strip.sends.map((s) => ({ ...s, name: outputName(mix, `bus/${s.bus}`) })),
      };
    }),
  );
  const groups = $derived([
    ...mix.buses.map((bus) => ({
      address: `bus/${bus.id}`,
      number: bus.kind === 'RETURN' ? 'R' : 'B',
      name: bus.name,
      colour: bus.colour,
      output: outputName(mix, bus.output),
      strip: bus.strip,
    })),
    {
      address: 'master',
      number: 'M',
      name: 'Master',
      colour: '#F1F4F9',
      output: null,
      strip: mix.master,
    },
  ]);

  function placed(track: Track, fetchPeaks: boolean): PlacedClip[] {
    return track.clips.map((clip) => {
      const shelved = fetchPeaks ? shelf.get(stemPeaksPath(clip.stem)) : null;
      return {
        startSeconds: clip.startFrame / mix.sampleRate,
        lengthSeconds: clip.lengthFrames / mix.sampleRate,
        stemSeconds: clip.stemFrame / mix.sampleRate,
        peaks: shelved?.state === 'here' ? shelved.peaks : null,
        failed: shelved?.state === 'failed',
      };
    });
  }
;
async () => {

 { svelteHTML.createElement("section", { "aria-labelledby":`tracks-title`,});
   { svelteHTML.createElement("h2", { "id":`tracks-title`,});  { svelteHTML.createElement("span", {});mix.tracks.length; } }
   { svelteHTML.createElement("ol", {});
        for(let { track, clips, zoom, dimmed, inserts, sends } of __sveltets_2_ensureArray(lanes)){let i = 1;track.id;
       { svelteHTML.createElement("li", { "class":`row`,});
         { const $$_daeHpirtS3C = __sveltets_2_ensureComponent(StripHead); new $$_daeHpirtS3C({ target: __sveltets_2_any(), props: {             "number":String(i + 1),"name":track.name,"colour":track.colour,"output":outputName(mix, track.output),"strip":track.strip,inserts,sends,}});}
         { const $$_enaL3C = __sveltets_2_ensureComponent(Lane); new $$_enaL3C({ target: __sveltets_2_any(), props: {           axis,clips,zoom,dimmed,playing,position,"colour":track.colour,"onvisible":() => {
            if (!seen.has(track.id)) {
              seen = new Set([...seen, track.id]);
            }
          },}});}
       }
    }
   }
 }

 { svelteHTML.createElement("section", { "aria-labelledby":`buses-title`,});
   { svelteHTML.createElement("h2", { "id":`buses-title`,});    { svelteHTML.createElement("span", {});groups.length; } }
   { svelteHTML.createElement("ul", {});
       for(let group of __sveltets_2_ensureArray(groups)){group.address;
      const from = feeds(mix, group.address);
       { svelteHTML.createElement("li", { "class":`row`,});
         { const $$_daeHpirtS3C = __sveltets_2_ensureComponent(StripHead); new $$_daeHpirtS3C({ target: __sveltets_2_any(), props: {             "number":group.number,"name":group.name,"colour":group.colour,"output":group.output,"strip":group.strip,"sends":group.strip.sends.map((s) => ({ ...s, name: outputName(mix, `bus/${s.bus}`) })),}});}
         { svelteHTML.createElement("div", { "class":`inside`,});
           { svelteHTML.createElement("p", {   "class":`feeds`,"title":from.map((f) => f.name).join(', '),});
            if(from.length === 0){
               { svelteHTML.createElement("span", {});    }
            }else{
               { svelteHTML.createElement("span", { "class":`sr`,});counted(from.length, 'strip');    }
                  for(let feed of __sveltets_2_ensureArray(from)){let i = 1;i;
                 { svelteHTML.createElement("span", {   "class":`feed`,});__sveltets_2_ensureType(String, Number, feed.colour);feed.name;
                  if(feed.sendDb !== null){
                     { svelteHTML.createElement("small", {});decibels(feed.sendDb); }
                  } }
              }
            }
           }
           { svelteHTML.createElement("ul", { "class":`inserts`,});
               for(let insert of __sveltets_2_ensureArray((group.strip.inserts.map((i) => summarise(i, processors))))){insert.id;
               { svelteHTML.createElement("li", {  "class":`chip`,});insert.bypassed;
                 { svelteHTML.createElement("strong", {});insert.name; }insert.bypassed ? 'bypassed' : insert.settings;
               }
            }
               { svelteHTML.createElement("li", { "class":`none`,});  }
            
           }
         }
       }
    }
   }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Console__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Console__SvelteComponent_ = ReturnType<typeof Console__SvelteComponent_>;
/*Ωignore_endΩ*/export default Console__SvelteComponent_;