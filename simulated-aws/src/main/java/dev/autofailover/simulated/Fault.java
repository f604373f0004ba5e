// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.concurrent.atomic.AtomicInteger;

/** A fault that was begun; it lasts until it is lifted or has struck as often as it should. */
public final class Fault {
    private final Scope scope;
    private final Effect effect;
    private final int strikes;
    private final SimulatedTime.Gate lifted;
    private final Runnable onLift;
    private final AtomicInteger struck = new AtomicInteger();
    private volatile boolean over;

    Fault(Scope scope, Effect effect, int strikes, SimulatedTime.Gate lifted, Runnable onLift) {
        this.scope = scope;
        this.effect = effect;
        this.strikes = strikes;
        this.lifted = lifted;
        this.onLift = onLift;
    }

    /** Which calls it concerns. */
    public Scope scope() {
        return scope;
    }

    /** What it does to them. */
    public Effect effect() {
        return effect;
    }

    /** How many calls it has struck until now; with {@link Effect.Holds}, a way to see that the worker has arrived. */
    public int struck() {
        return Math.min(struck.get(), strikes);
    }

    /** Ends the fault; calls that it holds go through. To lift it twice does nothing. */
    public void lift() {
        over = true;
        lifted.open();
        onLift.run();
    }

    /** Takes one strike, if it is not over and one is left. */
    boolean strike() {
        return !over && struck.getAndIncrement() < strikes;
    }

    boolean over() {
        return over || struck.get() >= strikes;
    }

    void awaitLift() {
        lifted.await();
    }
}
