// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.drill.operate;

import dev.autofailover.plan.InvalidPlan;
import dev.autofailover.plan.Plan;
import dev.autofailover.plan.PlanParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A plan in a file.
 *
 * @param text as it is written there
 */
public record PlanFile(Path file, String text, Plan plan) {
    /** No plan comes near this; a file that does is something else, and is not read into memory. */
    private static final long LARGEST_FILE = 10_000_000;

    /** It holds no plan that can be carried out. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient List<String> lines;

        Wrong(List<String> lines) {
            super(String.join("\n", lines));
            this.lines = List.copyOf(lines);
        }

        /** Everything that is wrong, each with the file's name. */
        public List<String> lines() {
            return lines;
        }
    }

    /**
     * The plan in that file.
     *
     * @throws Wrong with everything that is wrong with it
     */
    public static PlanFile read(Path file) throws Wrong {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST_FILE) {
                throw wrong(file, "larger than " + LARGEST_FILE + " bytes: name a file with one plan");
            }
            String text = Files.readString(file);
            return new PlanFile(file, text, PlanParser.parse(text));
        } catch (InvalidPlan invalid) {
            throw new Wrong(
                    invalid.errors().stream().map(error -> file + ": " + error).toList());
        } catch (NoSuchFileException missing) {
            throw wrong(file, "no such file: name a file with a plan, such as plans/orders.yaml");
        } catch (CharacterCodingException notText) {
            throw wrong(file, "not UTF-8 text: save it as UTF-8");
        } catch (IOException unreadable) {
            throw wrong(
                    file,
                    "can't be read: " + (Files.isDirectory(file) ? "it is a directory" : unreadable.getMessage()));
        }
    }

    private static Wrong wrong(Path file, String why) {
        return new Wrong(List.of(file + ": " + why));
    }
}
