// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole folders: deleted, copied, walked, while a server may still be adding to them and taking away. */
final class FileTree {
    private FileTree() {}

    /** Deletes a folder and all in it. What is gone already is no error; what appears meanwhile is tried again, a few times. */
    static void delete(Path root) throws IOException {
        for (int tries = 5; Files.exists(root); tries--) {
            try {
                Files.walkFileTree(root, new Deletion());
            } catch (IOException e) {
                // Also while something in it vanishes under the walk, or appears behind its back.
                if (tries == 0) {
                    throw e;
                }
            }
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
