/** The files of a drop, those in folders included, in the order of their names. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  // The entries have to be taken before anything is awaited: the list is empty afterwards.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = entries.length > 0 ? (await Promise.all(entries.map(filesOf))).flat() : [...data.files];
  return files
    .filter((file) => !file.name.startsWith('.'))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  // It hands out a hundred at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) {
      break;
    }
    inside.push(...some);
  }
  return (await Promise.all(inside.map(filesOf))).flat();
}
