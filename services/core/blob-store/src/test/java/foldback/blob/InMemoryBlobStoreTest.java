package foldback.blob;

class InMemoryBlobStoreTest extends BlobStoreConformance {
    @Override
    protected BlobStore open() {
        return new InMemoryBlobStore();
    }

    @Override
    protected String allowedOrigin() {
        return "http://127.0.0.1:8080";
    }
}
