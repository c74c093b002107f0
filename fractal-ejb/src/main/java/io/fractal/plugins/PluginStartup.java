package io.fractal.plugins;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;

/** Starts the plugins with the application and stops them with it. */
@Startup
@Singleton
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class PluginStartup {

    @Inject
    private PluginHost host;

    @Resource
    private ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        // at deployment the context class loader sees WEB-INF/lib and the EAR's lib alike
        host.start(threads, Thread.currentThread().getContextClassLoader());
    }

    @PreDestroy
    void stop() {
        host.stop();
    }
}
