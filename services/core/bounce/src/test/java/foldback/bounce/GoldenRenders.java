package foldback.bounce;

import foldback.mixdown.GoldenRun;
import java.util.Map;
import java.util.TreeMap;

/** A program that prints how wide its vectors are, and the hashes of the golden mixes as this JVM renders them. */
final class GoldenRenders {
    private GoldenRenders() {}

    public static void main(String[] args) {
        RenderMachine machine = new RenderMachine(Integer.parseInt(args[0]), RenderMachine.Kernels.valueOf(args[1]));
        System.out.println("vectors=" + machine.hasVectors());
        hashes(machine).forEach((name, hash) -> System.out.println(name + "=" + hash));
    }

    static Map<String, String> hashes(RenderMachine machine) {
        Map<String, String> hashes = new TreeMap<>();
        GoldenRun.names().forEach(name -> hashes.put(name, GoldenRun.hash(name, machine.options())));
        return hashes;
    }
}
