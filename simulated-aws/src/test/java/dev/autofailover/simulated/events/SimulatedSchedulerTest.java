// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.events;

import static dev.autofailover.simulated.World.IRELAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autofailover.simulated.Clients;
import dev.autofailover.simulated.Effect;
import dev.autofailover.simulated.Scope;
import dev.autofailover.simulated.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

class SimulatedSchedulerTest {
    private final World world = new World();
    private final SchedulerClient scheduler = Clients.of(SchedulerClient.builder(), world.aws, IRELAND);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aScheduleFiresWhenItIsCreatedAndThenEachPeriod() {
        create("rate(1 minute)");
        world.advance(125);
        assertThat(world.log).containsExactly("0 f {\"tick\":1}", "60 f {\"tick\":1}", "120 f {\"tick\":1}");
    }

    @Test
    void aScheduleInARegionThatIsGoneIsSilentAndItsLostTicksStayLost() {
        create("rate(1 minute)");
        world.advance(30);
        var outage = world.aws.faults().begin(Scope.region(IRELAND), new Effect.UnknownHost());
        world.advance(180);
        outage.lift();
        world.advance(60);
        assertThat(world.log).containsExactly("0 f {\"tick\":1}", "240 f {\"tick\":1}");
    }

    @Test
    void aDeletedScheduleIsSilent() {
        create("rate(1 minute)");
        world.advance(1);
        assertThat(scheduler.getSchedule(get -> get.name("s")).scheduleExpression())
                .isEqualTo("rate(1 minute)");
        assertThat(scheduler.listSchedules(list -> {}).schedules()).hasSize(1);
        scheduler.deleteSchedule(delete -> delete.name("s"));
        world.advance(300);
        assertThat(world.log).hasSize(1);
        assertThatThrownBy(() -> scheduler.getSchedule(get -> get.name("s")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void whatIsNotSimulatedIsRefused() {
        assertThatThrownBy(() -> create("cron(0 12 * * ? *)"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("cron(0 12 * * ? *)");
        create("rate(2 hours)");
        assertThatThrownBy(() -> create("rate(2 hours)")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> scheduler.listScheduleGroups(list -> {})).hasMessageContaining("Not simulated");
    }

    private void create(String expression) {
        scheduler.createSchedule(CreateScheduleRequest.builder()
                .name("s")
                .scheduleExpression(expression)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(world.listener("f", IRELAND))
                        .roleArn("arn:aws:iam::111122223333:role/r")
                        .input("{\"tick\":1}")
                        .retryPolicy(retry -> retry.maximumRetryAttempts(0).maximumEventAgeInSeconds(60)))
                .build());
    }
}
